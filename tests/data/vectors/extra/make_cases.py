#!/usr/bin/env python3
"""Makes cases.json: random draws of the protocol unsung-draw/1, computed from its text alone.

Independent of the program: written from docs/DRAW.md with the standard library only. It sorts everything and knows
nothing of selecting or streaming. The seed is fixed, so it always writes the same bytes.

    python3 make_cases.py > cases.json
"""

import hashlib
import hmac
import json
import random
import sys
import unicodedata

rng = random.Random(20261201)


def merkle(lines):
    if not lines:
        return hashlib.sha256(b"").digest()
    if len(lines) == 1:
        return hashlib.sha256(b"\x00" + lines[0]).digest()
    k = 1
    while k * 2 < len(lines):
        k *= 2
    return hashlib.sha256(b"\x01" + merkle(lines[:k]) + merkle(lines[k:])).digest()


def order_of(entries, method, code, lock, entropy):
    """[(position hex, id, ticket)] in order, and the key."""
    if method == "rfc3797":
        left, out = [e[0] for e in entries], []
        for i in range(len(entries)):
            ii = i.to_bytes(2, "big")
            h = hashlib.md5(ii + entropy.encode() + ii).digest()
            out.append((h.hex(), left.pop(int.from_bytes(h, "big") % len(left)), 1))
        return out, ""
    ikm = (lock if method == "ticket-sort" else b"") + entropy.encode()
    prk = hmac.new(code, ikm, hashlib.sha256).digest()
    out = []
    for name, tickets, _, _ in entries:
        best = None
        for k in range(1, tickets + 1):
            message = name.encode() + (b"" if k == 1 else b"\x00" + str(k).encode()) + b"\x01"
            here = (hmac.new(prk, message, hashlib.sha256).digest(), k)
            if best is None or here < best:
                best = here
        out.append((best[0].hex(), name, best[1]))
    out.sort(key=lambda o: (o[0], o[1].encode()))
    return out, prk.hex()


def walk_of(entries, order, prizes, alternates, one_per_household, excluded):
    facts = {e[0]: e for e in entries}
    left = {p["id"]: p["quantity"] for p in prizes}
    taken, steps, keep = set(), [], 0
    for rank, (position, name, ticket) in enumerate(order, 1):
        if alternates == 0 and not any(left.values()):
            break
        _, _, household, pools = facts[name]
        prize = ""
        if name in excluded:
            outcome = "excluded"
        elif one_per_household and household and household in taken:
            outcome = "household"
        else:
            for p in prizes:
                if left[p["id"]] and (not pools or p["id"] in pools):
                    prize = p["id"]
                    break
            if prize:
                outcome, left[prize] = "winner", left[prize] - 1
            elif alternates:
                outcome, alternates = "alternate", alternates - 1
            else:
                outcome = "unplaced"
        steps.append(dict(rank=rank, entry_id=name, ticket=ticket, position=position, outcome=outcome, prize=prize))
        if outcome in ("winner", "alternate"):
            keep = len(steps)
            taken.add(household)
    return steps[:keep]


def case(about, entries, prizes, alternates, method="ticket-sort", one_per_household=False, excluded=(), entropy=None):
    entries = sorted(entries, key=lambda e: e[0].encode())
    code, lock = rng.randbytes(32), rng.randbytes(32)
    entropy = entropy or random_entropy()
    lines = ["\t".join([n, str(t), h, ",".join(sorted(p))]).encode() for n, t, h, p in entries]
    roll = b"".join(line + b"\n" for line in lines)
    order, prk = order_of(entries, method, code, lock, entropy)
    return {
        "about": about,
        "roll": roll.decode(),
        "roll_sha256": hashlib.sha256(roll).hexdigest(),
        "roll_merkle_root": merkle(lines).hex(),
        "tickets": sum(e[1] for e in entries),
        "code": code.hex(),
        "commitment": hashlib.sha256(code).hexdigest(),
        "lock_sha256": lock.hex(),
        "entropy": entropy,
        "method": method,
        "prizes": prizes,
        "alternates": alternates,
        "one_per_household": one_per_household,
        "excluded": sorted(excluded, key=str.encode),
        "prk": prk,
        "walk": walk_of(entries, order, prizes, alternates, one_per_household, set(excluded)),
    }


def random_entropy():
    numbers = sorted(rng.randint(1, 49) for _ in range(rng.randint(1, 7)))
    phrase = rng.choice(["paper clips", "der Bär läuft", "東京タワー", "Zoë & 3 mugs", "the show must go on"])
    return "".join(f"{n}." for n in numbers) + "/" + rng.choice(["", unicodedata.normalize("NFC", phrase) + "/"])


ALPHABETS = [
    "23456789ABCDEFGHJKMNPQRSTVWXYZ",
    "abcdefghijklmnopqrstuvwxyz0123456789-_. ",
    "äöüßéèñçøåœ",
    "東京大阪名古屋",
    "אבגדהוזח",
    "😀🦸🐙🎟",
    "a\u0300\u0323x́ḍ̇",
]


def random_ids(count):
    ids = set()
    while len(ids) < count:
        alphabet = rng.choice(ALPHABETS)
        name = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 12)))
        name = unicodedata.normalize("NFC", name)
        if 1 <= len(name.encode()) <= 64 and not any(unicodedata.category(c) == "Cc" for c in name):
            ids.add(name)
    return sorted(ids)


def random_entries(count, tickets_max, households, prizes):
    names = [p["id"] for p in prizes]
    return [
        (
            name,
            rng.randint(1, tickets_max),
            f"{rng.randrange(households):016x}" if households and rng.random() < 0.6 else "",
            rng.sample(names, rng.randint(1, len(names))) if names and rng.random() < 0.4 else [],
        )
        for name in random_ids(count)
    ]


def random_prizes():
    names = rng.sample(["grand", "mug", "cape", "a", "b-2", "z" * 32, "0"], rng.randint(1, 4))
    return [{"id": n, "quantity": rng.randint(1, 5)} for n in names]


def main():
    cases = []
    for n in range(60):
        method = ["ticket-sort", "ticket-sort", "ticket-sort", "vrs", "rfc3797"][n % 5]
        prizes = random_prizes()
        entries = random_entries(
            rng.choice([1, 2, 3, 7, 8, 9, 31, 64, 65, 120]),
            rng.choice([1, 3, 12]) if method == "ticket-sort" else 1,
            rng.choice([0, 2, 10]),
            prizes,
        )
        names = [e[0] for e in entries]
        excluded = rng.sample(names, rng.randint(0, min(5, len(names))))
        about = f"random {method}, {len(entries)} entries"
        cases.append(
            case(about, entries, prizes, rng.choice([0, 1, 4, 200]), method, rng.random() < 0.5, excluded)
        )
    one = [{"id": "grand", "quantity": 1}]
    many = random_entries(40, 3, 4, one)
    names = [e[0] for e in many]
    cases += [
        case("an empty roll", [], one, 2),
        case("an empty roll, rfc3797", [], one, 2, "rfc3797"),
        case("one entry, one prize", [("ONLY", 1, "", [])], one, 0),
        case("one entry with 5000 tickets", [("ONLY", 5000, "h", [])], one, 3),
        case("5000 tickets against ten with one", [("HEAVY", 5000, "", [])] + [(f"L{i}", 1, "", []) for i in range(10)], one, 3),
        case("more prizes than entries", many[:5], [{"id": "mug", "quantity": 50}], 10),
        case("no prizes, alternates only", many, [], 6),
        case("neither prizes nor alternates", many, [], 0),
        case("prizes, no alternates", many, random_prizes(), 0),
        case("everybody excluded", many, one, 3, excluded=names),
        case("everybody but one excluded", many, one, 3, excluded=names[1:]),
        case("one household for all", [(n, 2, "same", []) for n in names], one, 5, one_per_household=True),
        case("one household for all, not asked", [(n, 2, "same", []) for n in names], one, 5),
        case("nobody may win the prize", [(n, 1, "", ["other"]) for n in names], one, 3),
        case("nobody may win the prize, no alternates", [(n, 1, "", ["other"]) for n in names], one, 0),
        case("one in forty may win the prize", [(n, 1, "", ["grand"] if n == names[7] else ["x"]) for n in names], one, 2),
        case("ids that begin alike", [(n, 3, "", []) for n in ("A", "A2", "A0", "AA", "A 2", "A" * 64)], one, 4),
        case("a rehearsal", many, one, 4, entropy="rehearsal/1.2.3./"),
        case("one in 400 may win the prize", [(n, 1, "", ["grand"] if i == 7 else ["x"]) for i, n in enumerate(random_ids(400))], one, 0),
        case("600 entries walked to the end", random_entries(600, 2, 30, one), one, 10_000, one_per_household=True),
        case("600 entries, rfc3797, walked to the end", random_entries(600, 1, 30, one), one, 10_000, "rfc3797", True),
    ]
    json.dump(
        {"source": "tests/data/vectors/extra/make_cases.py", "cases": cases},
        sys.stdout,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    print()


main()
