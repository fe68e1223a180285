#!/usr/bin/env python3
"""Checks a published draw of the protocol unsung-draw/1, or the receipt of one entrant.

Python 3.8 or later and nothing else: no package to install, no network, nothing is written. It was written from the
text of the protocol and shares no code with the program that made the draw.

    python3 verify.py                      the bundle in whose folder this file lies
    python3 verify.py BUNDLE               a folder or a zip
    python3 verify.py receipt.json         the receipt of one entrant, without the list
    python3 verify.py BUNDLE --lock HASH   and compare with the lock hash as it was published before the draw
    python3 verify.py BUNDLE --entry ID    and say where this entry stands

Every step says pass, fail or not checked, with the reason. Exit code: 0 nothing fails, 1 something fails, 2 this cannot
be read or is of a newer version. Read the steps that were not checked before you believe a 0.

What it does not do: the signature of a public beacon needs a pairing of elliptic curves, which the standard library does
not have. That one step is `not checked`; that the beacon's value is the hash of that signature, and of the right round,
is checked.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import unicodedata
import zlib

PROTOCOL = "unsung-draw/1"
REHEARSAL = "unsung-draw/1-rehearsal"
INTEGER_MAX = 2**53 - 1
TICKETS_MAX = 1000000
TICKETS_TOTAL_MAX = 10**9
NUMBERS_MAX = 1000
RFC3797_MAX = 65535
DEPTH_MAX = 127
REASONS = ["duplicate", "earlier-winner", "late", "no-consent", "other", "residence", "staff", "under-age", "withdrawn"]
KINDS = ["notified", "accepted", "verified", "sent", "declined", "no-reply", "disqualified", "promoted"]
OUTCOMES = ["excluded", "household", "winner", "alternate", "unplaced"]
METHODS = ["ticket-sort", "rfc3797", "vrs"]

# Beacons by the hash of their chain: name, time of round 1, seconds between rounds, whether rounds sign the one before.
CHAINS = {
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": ("quicknet", 1692803367, 3, False),
    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": ("default", 1595431050, 30, True),
}

# The files of the protocol, and how many bytes each may have.
FILES = {
    "roll.tsv": 1 << 30,
    "lock.json": 64 << 20,
    "record.json": 512 << 20,
    "amendments.json": 256 << 20,
    "rules.txt": 16 << 20,
    "void.json": 1 << 20,
}
RECEIPT_BYTES_MAX = 80 << 20
LINE_BYTES_MAX = 1 << 16
ENDLESS_LINE_BYTES = 1 << 18
ZIP_BYTES_MAX = 1 << 30
ZIP_ENTRIES_MAX = 1000
ZIP_TABLE_BYTES_MAX = 1 << 20

STEPS = [
    "well-formed", "lock hash", "lock signature", "lock known", "key known", "lock in record is lock.json",
    "record hash", "record signature", "roll hash", "merkle root", "rules hash", "excluded ids exist",
    "chain to the previous draw", "commitment opens", "entropy matches the plan", "beacon signature",
    "beacon after lock", "order recomputed", "walk recomputed", "amendments",
]


class Refused(Exception):
    """Nothing can be verified at all: exit code 2."""


class Form(Exception):
    """JSON that is readable and says something that does not belong in this file."""


class Verdict(Exception):
    """Ends a step with a verdict other than pass."""

    def __init__(self, result, reason):
        super().__init__(reason)
        self.result, self.reason = result, reason


def fail(reason):
    raise Verdict("fail", reason)


def unchecked(reason):
    raise Verdict("not checked", reason)


def judge(holds, good, bad):
    if not holds:
        fail(bad)
    return good


def sha256(data):
    return hashlib.sha256(data).digest()


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def is_hex(text, size):
    """Whether a text is `size` bytes in lower-case hex."""
    return len(text) == 2 * size and all(c in "0123456789abcdef" for c in text)


# ---- Ed25519 (RFC 8032), the check alone ------------------------------------------------------------------------------
# Strict: the half called S must be below the order of the group, neither key nor R may be of small order, and R must be
# the very bytes that the equation gives.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def point_add(a, b):
    """Adds two points in extended coordinates (X, Y, Z, T)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def point_times(scalar, point):
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_read(raw):
    """The point of 32 bytes, or None when there is none."""
    number = int.from_bytes(raw, "little")
    y, sign = (number & ((1 << 255) - 1)) % P, number >> 255
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == (P - u) % P:
        x = x * SQRT_M1 % P
    if v * x * x % P != u:
        return None
    if x & 1 != sign:
        x = (P - x) % P
    return (x, y, 1, x * y % P)


def point_write(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | ((x & 1) << 255)).to_bytes(32, "little")


def is_small_order(point):
    x, y, z, _ = point_times(8, point)
    return x % P == 0 and (y - z) % P == 0


BASE = point_read(bytes([0x58]) + bytes([0x66]) * 31)


def is_signature(public_key, message, signature):
    key = point_read(public_key)
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if key is None or s >= ORDER or is_small_order(key):
        return False
    challenge = int.from_bytes(hashlib.sha512(r + public_key + message).digest(), "little") % ORDER
    minus_key = ((P - key[0]) % P, key[1], key[2], (P - key[3]) % P)
    found = point_add(point_times(s, BASE), point_times(challenge, minus_key))
    return point_write(found) == r and not is_small_order(found)


def is_signed(lock, kind, digest, signature):
    """Whether the key of the lock signed a hash (both hex) as this kind of file."""
    key = lock["public_key"]
    if not (is_hex(key, 32) and is_hex(digest, 32) and is_hex(signature, 64)):
        return False
    message = lock["protocol"].encode() + b" " + kind.encode() + b"\0" + bytes.fromhex(digest)
    return is_signature(bytes.fromhex(key), message, bytes.fromhex(signature))


def fingerprint(public_key):
    """The first 16 bytes of the hash of a key, in groups of four digits; None when it is no key."""
    if not is_hex(public_key, 32):
        return None
    digest = sha256_hex(bytes.fromhex(public_key))[:32]
    return " ".join(digest[at:at + 4] for at in range(0, 32, 4))


# ---- JSON (RFC 8785) --------------------------------------------------------------------------------------------------
# A file is accepted when it is byte for byte the canonical form of what it says: one comparison refuses repeated keys,
# other spellings and anything before or after.


class NoInteger:
    """A number that no file of the protocol may hold."""


def read_integer(text):
    if float(text) in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return int(text) if len(text) <= 16 and text[0] != "-" and int(text) <= INTEGER_MAX else NoInteger()


def read_fraction(text):
    if abs(float(text)) == float("inf"):
        raise ValueError("number out of range")
    return NoInteger()


def read_nothing(text):
    raise ValueError(text + " is not JSON")


def read_json(name, raw):
    """Any JSON, or Refused. Of a repeated key the last one counts; the comparison with the canonical form refuses it later."""
    try:
        text = raw.decode("utf-8")
        tree = json.loads(text, parse_int=read_integer, parse_float=read_fraction, parse_constant=read_nothing)
        check_tree(tree)
    except RecursionError:
        raise Refused(name + " cannot be read: it is nested too deeply")
    except ValueError as error:
        raise Refused("%s cannot be read: %s" % (name, error))
    return tree


def check_tree(tree):
    """Half characters and depth are refused."""
    level, depth = [tree], 0
    while level:
        below = []
        for value in level:
            if isinstance(value, str):
                value.encode("utf-8")
            elif isinstance(value, dict):
                for key in value:
                    key.encode("utf-8")
                below.extend(value.values())
                depth_here = depth + 1
            elif isinstance(value, list):
                below.extend(value)
                depth_here = depth + 1
            else:
                continue
            if isinstance(value, (dict, list)) and depth_here > DEPTH_MAX:
                raise ValueError("it is nested too deeply")
        level, depth = below, depth + 1


def canonical(tree):
    """The canonical bytes. All keys of the protocol are ASCII, so sorting text sorts them as the standard says."""
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def hash_of(tree):
    return sha256_hex(canonical(tree))


# Forms: "text", "integer", "yes-no", "time"; a set of words; [form] for a list; {key: form} for exactly these keys.
ROLL_FACTS = {"entries": "integer", "tickets": "integer", "sha256": "text", "merkle_root": "text"}
REASON_OR_NONE = set(REASONS + [""])
LOCK = {
    "protocol": "text", "campaign": "text", "campaign_id": "text", "draw": "integer", "previous": "text",
    "title": "text", "rehearsal": "yes-no", "method": set(METHODS), "roll": ROLL_FACTS,
    "left_out": [{"reason": REASON_OR_NONE, "count": "integer"}],
    "excluded": [{"entry_id": "text", "reason": REASON_OR_NONE}],
    "prizes": [{"id": "text", "name": "text", "quantity": "integer"}],
    "alternates": "integer", "one_per_household": "yes-no", "entropy": ["source"], "commitment": "text",
    "rules_sha256": "text", "locked_at": "time", "announced_at": "time", "public_key": "text",
}
SOURCES = {
    "numbers": {"kind": "text", "label": "text", "count": "integer", "min": "integer", "max": "integer", "distinct": "yes-no"},
    "drand": {"kind": "text", "label": "text", "chain": "text", "round": "integer"},
    "text": {"kind": "text", "label": "text"},
}
VALUES = [
    {"numbers": ["integer"]},
    {"text": "text"},
    {"round": "integer", "signature": "text", "previous_signature": "text", "randomness": "text"},
]
STEP = {
    "rank": "integer", "entry_id": "text", "ticket": "integer", "position": "text", "outcome": set(OUTCOMES), "prize": "text",
}
RECORD = {
    "lock": LOCK, "lock_sha256": "text", "lock_signature": "text", "code": "text", "sources": ["value"],
    "entropy": "text", "prk": "text", "walk": [STEP], "drawn_at": "time",
}
AMENDMENT = {
    "n": "integer", "previous": "text", "kind": set(KINDS), "entry_id": "text", "prize": "text",
    "reason": REASON_OR_NONE, "at": "time",
}
LOCK_FILE = {"lock": LOCK, "lock_sha256": "text", "signature": "text"}
RECORD_FILE = {"record": RECORD, "record_sha256": "text", "signature": "text"}
AMENDMENTS_FILE = [{"amendment": AMENDMENT, "sha256": "text", "signature": "text"}]
VOID_FILE = {
    "void": {"lock_sha256": "text", "code": "text", "reason": REASON_OR_NONE, "at": "time"},
    "void_sha256": "text", "signature": "text",
}
RECEIPT_FILE = {
    "lock": LOCK, "lock_sha256": "text", "lock_signature": "text", "line": "text", "index": "integer", "path": ["text"],
}


def check_form(value, form, place):
    if isinstance(form, dict):
        if not isinstance(value, dict):
            raise Form("%s is not an object" % place)
        for key in value:
            if key not in form:
                raise Form("%s has a key %r that does not belong there" % (place, key))
        for key, inner in form.items():
            if key not in value:
                raise Form("%s has no %s" % (place, key))
            check_form(value[key], inner, place + "." + key)
    elif isinstance(form, list):
        if not isinstance(value, list):
            raise Form("%s is not a list" % place)
        for at, item in enumerate(value):
            check_form(item, form[0], "%s[%d]" % (place, at))
    elif isinstance(form, set):
        if not isinstance(value, str) or value not in form:
            raise Form("%s is not one of the words for it" % place)
    elif form == "text":
        if not isinstance(value, str):
            raise Form("%s is not a text" % place)
    elif form == "integer":
        if not isinstance(value, int) or isinstance(value, bool):
            raise Form("%s is not a whole number from 0 to 2^53-1" % place)
    elif form == "yes-no":
        if not isinstance(value, bool):
            raise Form("%s is neither true nor false" % place)
    elif form == "time":
        if not isinstance(value, str) or unix_seconds(value) is None:
            raise Form("%s is not a time such as 2026-12-01T18:00:00Z" % place)
    elif form == "source":
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in SOURCES:
            raise Form("%s is no known source" % place)
        check_form(value, SOURCES[kind], place)
    elif form == "value":
        for known in VALUES:
            if isinstance(value, dict) and set(value) == set(known):
                return check_form(value, known, place)
        raise Form("%s is not the value of a source" % place)
    return None


def load(name, raw, form, faults):
    """The content of a file, or None with a fault. What is no JSON at all is refused."""
    tree = read_json(name, raw)
    try:
        check_form(tree, form, name)
        if name != "amendments.json":
            for step in tree.get("record", {}).get("walk", []):
                if step["ticket"] >= 2**32:
                    raise Form("record.json: a ticket is out of range")
    except Form as error:
        faults.append("%s: %s" % (name, error))
        return None
    if canonical(tree) != raw:
        faults.append(name + ": not canonical JSON: spaces, order of keys, repeated keys or something before or after")
    return tree


def unix_seconds(text):
    """Seconds since 1970 of `2026-12-01T18:00:00Z`, or None when the text is not of exactly this form."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", text)
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= days[month - 1] or hour > 23 or minute > 59 or second > 59:
        return None
    before = year - 1
    total = before * 365 + before // 4 - before // 100 + before // 400 + sum(days[:month - 1]) + day - 1 - 719162
    return ((total * 24 + hour) * 60 + minute) * 60 + second


# ---- The rules of each file -------------------------------------------------------------------------------------------


def has_control(text):
    """Whether a text holds a code point of category Cc."""
    return any(c < " " or "\x7f" <= c <= "\x9f" for c in text)


def is_entry_id(text):
    return 1 <= len(text.encode("utf-8")) <= 64 and not has_control(text) and unicodedata.is_normalized("NFC", text)


def is_prize_id(text):
    return re.fullmatch("[a-z0-9-]{1,32}", text) is not None


def rises(texts):
    """Whether texts stand in strictly rising order of their bytes."""
    raw = [text.encode("utf-8") for text in texts]
    return all(a < b for a, b in zip(raw, raw[1:]))


def rule(holds, text):
    if not holds:
        raise Form(text)


def check_lock(lock):
    """Every rule that a lock alone can break, except that of time."""
    rule(lock["protocol"] == (REHEARSAL if lock["rehearsal"] else PROTOCOL), "protocol: another than rehearsal says")
    rule(is_hex(lock["campaign_id"], 16), "campaign_id: must be 32 lower-case hex digits")
    rule((lock["draw"] == 0) == lock["rehearsal"], "draw: counts from 1, and is 0 in a rehearsal only")
    rule((lock["previous"] == "") == (lock["draw"] <= 1), "previous: empty for the first draw and a rehearsal, and only there")
    for field in ["previous", "commitment", "rules_sha256"]:
        rule(lock[field] == "" or is_hex(lock[field], 32), field + ": must be empty or 64 lower-case hex digits")
    roll = lock["roll"]
    for field, text in [("roll.sha256", roll["sha256"]), ("roll.merkle_root", roll["merkle_root"]), ("public_key", lock["public_key"])]:
        rule(is_hex(text, 32), field + ": must be 64 lower-case hex digits")
    rule(roll["tickets"] <= TICKETS_TOTAL_MAX, "roll.tickets: at most 1000000000")
    rule(roll["entries"] <= roll["tickets"], "roll.entries: every entry has a ticket")
    rule(rises(left["reason"] for left in lock["left_out"]), "left_out: sorted by reason, each once")
    rule(all(left["reason"] for left in lock["left_out"]), "left_out: needs a reason")
    rule(rises(excluded["entry_id"] for excluded in lock["excluded"]), "excluded: sorted by entry id, each once")
    rule(all(excluded["reason"] for excluded in lock["excluded"]), "excluded: needs a reason")
    rule(all(is_entry_id(excluded["entry_id"]) for excluded in lock["excluded"]), "excluded: must be entry ids")
    ids = [prize["id"] for prize in lock["prizes"]]
    rule(len(set(ids)) == len(ids), "prizes: each id once")
    rule(all(map(is_prize_id, ids)), "prizes: an id is 1 to 32 of a-z 0-9 -")
    rule(all(prize["quantity"] >= 1 for prize in lock["prizes"]), "prizes: a quantity is 1 or more")
    if lock["method"] == "rfc3797":
        rule(lock["commitment"] == "", "commitment: must be empty for rfc3797")
        rule(roll["entries"] <= RFC3797_MAX, "roll.entries: at most 65535 for rfc3797")
    rule(lock["method"] == "ticket-sort" or roll["entries"] == roll["tickets"], "roll.tickets: one per entry for vrs and rfc3797")
    labels = [source["label"] for source in lock["entropy"]]
    rule(len(set(labels)) == len(labels), "entropy: each label once")
    for source in lock["entropy"]:
        if source["kind"] == "numbers":
            rule(1 <= source["count"] <= NUMBERS_MAX, "entropy: a count is 1 to 1000")
            rule(source["min"] <= source["max"], "entropy: min <= max")
            rule(not source["distinct"] or source["max"] - source["min"] >= source["count"] - 1, "entropy: too few numbers to be distinct")
        elif source["kind"] == "drand":
            rule(is_hex(source["chain"], 32), "entropy: a chain is 64 lower-case hex digits")
            rule(source["round"] >= 1, "entropy: a round is 1 or more")


def check_record(record):
    """The form of every value of a record; whether they are true is for the steps."""
    check_lock(record["lock"])
    keyless = record["lock"]["method"] == "rfc3797"
    rule(is_hex(record["lock_sha256"], 32), "lock_sha256: must be 64 lower-case hex digits")
    rule(record["code"] == "" or is_hex(record["code"], 32), "code: must be empty or 64 lower-case hex digits")
    rule((record["prk"] == "") == keyless, "prk: is empty for rfc3797, and only there")
    rule(record["prk"] == "" or is_hex(record["prk"], 32), "prk: must be 64 lower-case hex digits")
    for rank, step in enumerate(record["walk"], 1):
        rule(step["rank"] == rank, "walk: ranks count from 1 without a gap")
    for step in record["walk"]:
        rule(is_hex(step["position"], 16 if keyless else 32), "walk: a position of another form")
        rule(is_entry_id(step["entry_id"]), "walk: no entry id")
        rule(step["prize"] == "" or is_prize_id(step["prize"]), "walk: no prize id")


def note_faults(name, check, content, faults):
    if content is not None:
        try:
            check(content)
        except Form as error:
            faults.append("%s: %s" % (name, error))


def first_round_from(chain, moment):
    _, genesis, period, _ = chain
    since = max(0, unix_seconds(moment) - genesis)
    return min(-(-since // period) + 1, INTEGER_MAX)


def check_times(lock):
    if lock["announced_at"] <= lock["locked_at"]:
        fail("the seed was not announced for a time after the lock")
    for source in lock["entropy"]:
        if source["kind"] != "drand":
            continue
        chain = CHAINS.get(source["chain"])
        if chain is None:
            fail("this beacon chain is not known to this version")
        first = first_round_from(chain, lock["announced_at"])
        if source["round"] != first:
            fail("the first round from the announced time on is %d, not %d" % (first, source["round"]))


# ---- The roll ---------------------------------------------------------------------------------------------------------

PLAIN_LINE = re.compile(rb"([\x20-\x7e]{1,64})\t([1-9][0-9]{0,6})\t([\x20-\x7e]*)\t([a-z0-9,-]*)")


def read_line(line):
    """(entry id, tickets, household, pools) of a line in bytes without its line feed, or Form."""
    rule(len(line) <= LINE_BYTES_MAX, "the line is longer than 65536 bytes")
    plain = PLAIN_LINE.fullmatch(line)
    try:
        columns = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise Form("not UTF-8")
    rule(len(columns) == 4, "%d columns instead of 4" % len(columns))
    entry_id, tickets, household, pools = columns
    rule(plain or is_entry_id(entry_id), "the entry id is not 1 to 64 bytes of normalised text without control characters")
    rule(re.fullmatch("[1-9][0-9]{0,6}", tickets) and int(tickets) <= TICKETS_MAX, "tickets are not a plain number from 1 to 1000000")
    rule(plain or not has_control(household), "the household key holds a control character")
    pools = pools.split(",") if pools else []
    rule(all(map(is_prize_id, pools)) and rises(pools), "pools are not sorted, unique prize ids")
    return entry_id, int(tickets), household, pools


class Roll:
    """The list. It is walked through line by line; only what was asked for is kept."""

    def __init__(self, raw, wanted):
        self.raw, self.fault, self.entries, self.tickets = raw, None, 0, 0
        self.most_tickets, self.most_tickets_id = 1, ""
        self.wanted = {}
        self.refuse_endless_lines()
        last = b""
        start = 0
        while start < len(raw):
            end = raw.find(b"\n", start)
            try:
                rule(end >= 0, "the line is not ended by a line feed")
                line = raw[start:end]
                entry = read_line(line)
                entry_id = line[:line.index(b"\t")]
                rule(entry_id != last, "the entry id stands in the roll already")
                rule(entry_id > last, "lines are not sorted by the bytes of the entry id")
                self.tickets += entry[1]
                rule(self.tickets <= TICKETS_TOTAL_MAX, "more than 1000000000 tickets in all")
            except Form as error:
                self.fault = "line %d: %s" % (self.entries + 1, error)
                return
            if entry[1] > 1 and self.most_tickets == 1:
                self.most_tickets, self.most_tickets_id = entry[1], entry[0]
            if entry[0] in wanted:
                self.wanted[entry[0]] = (self.entries, entry)
            self.entries += 1
            last = entry_id
            start = end + 1

    def refuse_endless_lines(self):
        start = 0
        while len(self.raw) - start >= ENDLESS_LINE_BYTES:
            at = self.raw.rfind(b"\n", start, start + ENDLESS_LINE_BYTES)
            if at < 0:
                raise Refused("roll.tsv cannot be read: a line of it does not end")
            start = at + 1

    def lines(self):
        """(index, start, end) of each line of a well-formed roll."""
        start, index = 0, 0
        while start < len(self.raw):
            end = self.raw.index(b"\n", start)
            yield index, start, end
            start, index = end + 1, index + 1

    def entry_at(self, start):
        return read_line(self.raw[start:self.raw.index(b"\n", start)])


def merkle_root(raw):
    """The tree hash of RFC 6962 over the lines: equal trees are joined as they come, the rest from the right."""
    if not raw.endswith(b"\n"):
        return sha256_hex(b"")
    trees = []
    start = 0
    while start < len(raw):
        end = raw.index(b"\n", start)
        size, digest = 1, sha256(b"\0" + raw[start:end])
        while trees and trees[-1][0] == size:
            digest = sha256(b"\1" + trees.pop()[1] + digest)
            size *= 2
        trees.append((size, digest))
        start = end + 1
    digest = trees.pop()[1]
    while trees:
        digest = sha256(b"\1" + trees.pop()[1] + digest)
    return digest.hex()


def root_by_path(leaf, index, leaves, path):
    """The root to which a path leads (RFC 9162 section 2.1.3.2), or None when it belongs to no tree of so many leaves."""
    last = leaves - 1
    if last < 0 or index > last:
        return None
    digest = leaf
    for beside in path:
        if last == 0:
            return None
        if index % 2 == 1 or index == last:
            digest = sha256(b"\1" + beside + digest)
            while index % 2 == 0 and index != 0:
                index >>= 1
                last >>= 1
        else:
            digest = sha256(b"\1" + digest + beside)
        index >>= 1
        last >>= 1
    return digest if last == 0 else None


# ---- Entropy, order and walk ------------------------------------------------------------------------------------------

WHITE_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def canonical_text(text):
    text = WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    if text == "":
        fail("the text is empty")
    if "/" in text:
        fail("the text holds a slash")
    if has_control(text):
        fail("the text holds a control character")
    return text


def value_text(source, value):
    """The canonical text of what a source gave, or the step fails."""
    kind = source["kind"]
    if kind == "numbers" and "numbers" in value:
        numbers = sorted(value["numbers"])
        if len(numbers) != source["count"]:
            fail("%d numbers are given, the lock says %d" % (len(numbers), source["count"]))
        for number in numbers:
            if not source["min"] <= number <= source["max"]:
                fail("%d is out of range" % number)
        if source["distinct"] and len(set(numbers)) != len(numbers):
            fail("a number is given twice")
        return "".join("%d." % number for number in numbers)
    if kind == "text" and "text" in value:
        return canonical_text(value["text"])
    if kind == "drand" and "round" in value:
        chained = source["chain"] in CHAINS and CHAINS[source["chain"]][3]
        if value["round"] != source["round"]:
            fail("round %d is given, the lock says %d" % (value["round"], source["round"]))
        if chained == (value["previous_signature"] == ""):
            fail("the previous signature does not fit the chain")
        if not is_hex(value["randomness"], 32) or not is_randomness_of(value["randomness"], value["signature"]):
            fail("the randomness is not the hash of the signature")
        return value["randomness"]
    return fail("%s: the value is of another kind than the lock says" % source["label"])


def is_randomness_of(randomness, signature):
    return (is_hex(signature, 48) or is_hex(signature, 96)) and sha256_hex(bytes.fromhex(signature)) == randomness


class Hmac:
    """HMAC-SHA256 with one key for many messages."""

    def __init__(self, key):
        block = key.ljust(64, b"\0")
        self.inner = hashlib.sha256(bytes(b ^ 0x36 for b in block))
        self.outer = hashlib.sha256(bytes(b ^ 0x5C for b in block))

    def of(self, message):
        inner, outer = self.inner.copy(), self.outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


def key_of(method, code, lock_hash, entropy):
    """The pseudo-random key; b"" for rfc3797, which has none."""
    if method == "rfc3797":
        return b""
    return Hmac(code).of((lock_hash if method == "ticket-sort" else b"") + entropy.encode("utf-8"))


def lowest_ticket(mac, entry_id, tickets):
    """(position, ticket) of the ticket that stands lowest."""
    best = (mac.of(entry_id + b"\1"), 1)
    for ticket in range(2, tickets + 1):
        best = min(best, (mac.of(entry_id + b"\0" + str(ticket).encode() + b"\1"), ticket))
    return best


def in_order(roll, method, key, entropy, expected):
    """The order, lazily, as (position, ticket, start of the line). Only the lowest are kept, in rounds that grow: lines are
    sorted by the bytes of the id, so comparing (position, start) is comparing (position, id)."""
    if method == "rfc3797":
        starts = [start for _, start, _ in roll.lines()]
        for i in range(RFC3797_MAX):
            if not starts:
                return
            counter = i.to_bytes(2, "big")
            digest = hashlib.md5(counter + entropy.encode("utf-8") + counter).digest()
            yield digest, 1, starts.pop(int.from_bytes(digest, "big") % len(starts))
        return
    mac, raw = Hmac(key), roll.raw
    size, above = min(max(expected, 64), 1 << 20), None
    while True:
        kept, limit = [], None
        for _, start, end in roll.lines():
            tab = raw.index(b"\t", start)
            tickets = int(raw[tab + 1:raw.index(b"\t", tab + 1)])
            position, ticket = lowest_ticket(mac, raw[start:tab], tickets)
            here = (position, start, ticket)
            if (above is not None and here <= above) or (limit is not None and here >= limit):
                continue
            kept.append(here)
            if len(kept) >= 4 * size:
                kept.sort()
                del kept[size:]
                limit = kept[-1]
        kept.sort()
        more = len(kept) >= size
        del kept[size:]
        for position, start, ticket in kept:
            yield position, ticket, start
        if not more:
            return
        above, size = kept[-1], size * 16


class Plan:
    """All that a walk depends on: method, prizes as (id, quantity) in rank order, alternates, households, exclusions."""

    def __init__(self, lock):
        self.method = lock["method"]
        self.prizes = [(prize["id"], prize["quantity"]) for prize in lock["prizes"]]
        self.alternates = lock["alternates"]
        self.one_per_household = lock["one_per_household"]
        self.excluded = {excluded["entry_id"] for excluded in lock["excluded"]}


def walk_down(roll, plan, key, entropy):
    """The steps up to the last winner or alternate, as a record has them."""
    left = [quantity for _, quantity in plan.prizes]
    prizes_left, alternates_left = sum(left), plan.alternates
    households, walk, placed = set(), [], 0
    expected = 2 * (prizes_left + alternates_left + len(plan.excluded))
    for rank, (position, ticket, start) in enumerate(in_order(roll, plan.method, key, entropy, expected), 1):
        if prizes_left == 0 and alternates_left == 0:
            break
        entry_id, _, household, pools = roll.entry_at(start)
        household = household if plan.one_per_household else ""
        prize = next((i for i, (name, _) in enumerate(plan.prizes) if left[i] and (not pools or name in pools)), None)
        won = ""
        if entry_id in plan.excluded:
            outcome = "excluded"
        elif household and household in households:
            outcome = "household"
        elif prize is not None:
            outcome, won = "winner", plan.prizes[prize][0]
            left[prize] -= 1
            prizes_left -= 1
        elif alternates_left:
            outcome = "alternate"
            alternates_left -= 1
        else:
            outcome = "unplaced"
        walk.append({
            "rank": rank, "entry_id": entry_id, "ticket": ticket, "position": position.hex(), "outcome": outcome, "prize": won,
        })
        if outcome in ("winner", "alternate"):
            if household:
                households.add(household)
            placed = len(walk)
    return walk[:placed]


# ---- Amendments -------------------------------------------------------------------------------------------------------


class Standing:
    """Where winners and alternates stand. Free prizes go at once to the first alternate in line who may have them."""

    STATES = ["alternate", "holds", "notified", "accepted", "verified", "sent", "declined", "no-reply", "disqualified"]

    def __init__(self, walk, roll):
        self.roll, self.due, self.unawarded = roll, None, []
        self.holders = {}
        for step in walk:
            if step["outcome"] == "winner":
                self.holders[step["entry_id"]] = ["holds", step["prize"]]
            elif step["outcome"] == "alternate":
                self.holders[step["entry_id"]] = ["alternate", step["prize"]]

    def apply(self, amendment):
        kind, who, prize = amendment["kind"], amendment["entry_id"], amendment["prize"]
        if who not in self.holders:
            fail("%s is neither winner nor alternate" % who)
        holder = self.holders[who]
        if self.due is not None:
            if kind != "promoted" or (who, prize) != self.due:
                fail("prize `%s` is free and must go to %s next" % (self.due[1], self.due[0]))
            self.holders[who] = ["holds", prize]
            self.due = None
            return
        if kind == "promoted":
            fail("%s is not next in line for a free prize" % who)
        state = self.STATES.index(holder[0])
        holds = self.STATES.index("holds") <= state <= self.STATES.index("verified")
        if kind in ("notified", "accepted", "verified"):
            legal = holds and self.STATES.index(kind) > state
        elif kind in ("declined", "disqualified"):
            legal = holds or holder[0] == "alternate"
        else:
            legal = holds
        if not legal:
            fail("%s cannot follow %s for %s" % (kind, holder[0], who))
        if holder[1] != prize:
            fail("%s does not hold this prize" % who)
        holder[0] = kind
        if holds and kind in ("declined", "no-reply", "disqualified"):
            for name, (status, _) in self.holders.items():
                if status == "alternate" and name in self.roll.wanted:
                    pools = self.roll.wanted[name][1][3]
                    if not pools or prize in pools:
                        self.due = (name, prize)
                        return
            self.unawarded.append(prize)


def check_amendment_chain(lock, record_file, amendments):
    """Numbers, hashes, chain and signatures, not what the amendments say."""
    previous = record_file["record_sha256"]
    for n, signed in enumerate(amendments, 1):
        if signed["amendment"]["n"] != n:
            fail("amendment %d: the number is not %d" % (n, n))
        if signed["amendment"]["previous"] != previous:
            fail("amendment %d: it does not follow what stands before it" % n)
        if signed["sha256"] != hash_of(signed["amendment"]):
            fail("amendment %d: its hash is not that of its content" % n)
        if not is_signed(lock, "amendment", signed["sha256"], signed["signature"]):
            fail("amendment %d: its signature is not by the key of the lock" % n)
        previous = signed["sha256"]


def replay(walk, roll, amendments):
    standing = Standing(walk, roll)
    for n, signed in enumerate(amendments, 1):
        try:
            standing.apply(signed["amendment"])
        except Verdict as verdict:
            fail("amendment %d: %s" % (n, verdict.reason))
    if standing.due is not None:
        fail("amendment %d: prize `%s` is free and must go to %s next" % (len(amendments) + 1, standing.due[1], standing.due[0]))
    return standing


# ---- The steps --------------------------------------------------------------------------------------------------------


def typed(text):
    """What people typed, without spaces and capitals."""
    return "".join(text.split()).lower()


class Promise:
    """The steps that a bundle and a receipt share."""

    def __init__(self, known_lock, known_key):
        self.known_lock, self.known_key = known_lock, known_key

    def lock_hash(self, signed):
        return judge(
            hash_of(signed["lock"]) == signed["lock_sha256"],
            "the lock hashes to " + signed["lock_sha256"],
            "the lock does not hash to the hash stated beside it: it was changed",
        )

    def lock_signature(self, signed):
        return judge(
            is_signed(signed["lock"], "lock", signed["lock_sha256"], signed["signature"]),
            "the key named in the lock signed the stated hash",
            "the signature is not by the key named in the lock over the stated hash",
        )

    def lock_known(self, signed):
        if self.known_lock is None:
            unchecked(
                "NO PUBLISHED LOCK HASH WAS GIVEN. Compare all 64 digits with what was published before the draw; "
                "without that, this lock may be one of a thousand"
            )
        known = typed(self.known_lock)
        if not is_hex(known, 32):
            fail("the hash given is not 64 hex digits; a short form identifies a lock, it proves nothing")
        return judge(
            hash_of(signed["lock"]) == known,
            "the lock is the one whose hash was given",
            "this is NOT the lock whose hash was given",
        )

    def key_known(self, signed):
        found = fingerprint(signed["lock"]["public_key"])
        shown = found or "none"
        if self.known_key is None:
            unchecked("no fingerprint was given: the bundle only proves that it agrees with itself. Its key is " + shown)
        return judge(
            found is not None and typed(found) == typed(self.known_key),
            "the key is the one whose fingerprint was given",
            "the key is not the one whose fingerprint was given, but " + shown,
        )


def check_protocol(name, tree):
    lock = tree.get("lock") if isinstance(tree, dict) else None
    protocol = lock.get("protocol") if isinstance(lock, dict) else None
    if protocol in (PROTOCOL, REHEARSAL):
        return
    if isinstance(protocol, str) and protocol.startswith("unsung-draw/"):
        raise Refused("the draw follows protocol `%s`, which this version does not know; a newer version is needed" % protocol)
    raise Refused("%s cannot be read: it holds no lock of an Unsung draw" % name)


class Case:
    """A bundle, read as far as it can be, and its steps."""

    def __init__(self, files, previous, promise, entry):
        for name in ["lock.json", "roll.tsv"]:
            if name not in files:
                raise Refused(name + " is missing")
        if ("record.json" in files) != ("amendments.json" in files):
            raise Refused(("amendments.json" if "record.json" in files else "record.json") + " is missing")
        check_protocol("lock.json", read_json("lock.json", files["lock.json"]))
        self.files, self.previous, self.promise, self.faults = files, previous, promise, []
        self.lock_file = load("lock.json", files["lock.json"], LOCK_FILE, self.faults)
        note_faults("lock.json", lambda file: check_lock(file["lock"]), self.lock_file, self.faults)
        self.record_file = self.load("record.json", RECORD_FILE)
        note_faults("record.json", lambda file: check_record(file["record"]), self.record_file, self.faults)
        self.amendments_file = self.load("amendments.json", AMENDMENTS_FILE)
        self.void_file = self.load("void.json", VOID_FILE)
        wanted = {entry}
        if self.lock_file:
            wanted.update(excluded["entry_id"] for excluded in self.lock_file["lock"]["excluded"])
        if self.record_file:
            wanted.update(step["entry_id"] for step in self.record_file["record"]["walk"])
        self.read_roll = Roll(files["roll.tsv"], wanted)
        if self.read_roll.fault:
            self.faults.append("roll.tsv: " + self.read_roll.fault)
        self.walk_again = None

    def load(self, name, form):
        return load(name, self.files[name], form, self.faults) if name in self.files else None

    def lock(self):
        if self.lock_file is None:
            unchecked("lock.json is not well-formed")
        return self.lock_file

    def record(self):
        if self.record_file is None:
            if "record.json" in self.files:
                unchecked("record.json is not well-formed")
            if "void.json" in self.files:
                unchecked("the lock was voided; there is no record")
            unchecked("THERE IS NO RECORD HERE: the draw is locked, and nothing shows that it was drawn")
        return self.record_file

    def roll(self):
        if self.read_roll.fault:
            unchecked("roll.tsv is not well-formed")
        return self.read_roll

    def report(self):
        checks = [
            self.well_formed,
            lambda: self.promise.lock_hash(self.lock()),
            lambda: self.promise.lock_signature(self.lock()),
            lambda: self.promise.lock_known(self.lock()),
            lambda: self.promise.key_known(self.lock()),
            self.lock_in_record, self.record_hash, self.record_signature, self.roll_hash, self.merkle_root,
            self.rules_hash, self.excluded_exist, self.chain, self.commitment_opens, self.entropy,
            self.beacon_signature, self.beacon_after_lock, self.order, self.walk, self.amendments,
        ]
        steps = [step_of(name, check) for name, check in zip(STEPS, checks)]
        if "void.json" in self.files:
            steps.append(step_of("void", self.void))
        return steps

    def well_formed(self):
        return judge(not self.faults, "every file is of the form of the protocol", "; ".join(self.faults))

    def lock_in_record(self):
        record, lock = self.record()["record"], self.lock()
        inside = {"lock": record["lock"], "lock_sha256": record["lock_sha256"], "signature": record["lock_signature"]}
        return judge(inside == lock, "lock, hash and signature are the same", "the record is of another lock than lock.json")

    def record_hash(self):
        file = self.record()
        return judge(
            hash_of(file["record"]) == file["record_sha256"],
            "the record hashes to " + file["record_sha256"],
            "the record does not hash to the hash stated beside it: it was changed",
        )

    def record_signature(self):
        file = self.record()
        return judge(
            is_signed(self.lock()["lock"], "record", file["record_sha256"], file["signature"]),
            "the key of the lock signed the stated hash",
            "the signature is not by the key of the lock over the stated hash",
        )

    def roll_hash(self):
        promised = self.lock()["lock"]["roll"]
        if sha256_hex(self.files["roll.tsv"]) != promised["sha256"]:
            fail("roll.tsv is not the roll that was locked")
        roll = self.read_roll
        return judge(
            roll.fault or (roll.entries, roll.tickets) == (promised["entries"], promised["tickets"]),
            "roll.tsv is the locked roll of %d entries and %d tickets" % (promised["entries"], promised["tickets"]),
            "the lock counts other entries or tickets than the roll has",
        )

    def merkle_root(self):
        return judge(
            merkle_root(self.files["roll.tsv"]) == self.lock()["lock"]["roll"]["merkle_root"],
            "the lines lead to the locked root; receipts can be trusted",
            "the lines do not lead to the locked root",
        )

    def rules_hash(self):
        promised = self.lock()["lock"]["rules_sha256"]
        if "rules.txt" not in self.files:
            unchecked("the text of the rules is not here")
        if promised == "":
            fail("there is a text of rules, but the lock promises none")
        return judge(
            sha256_hex(self.files["rules.txt"]) == promised,
            "the rules are those of the lock",
            "the rules are not those of the lock",
        )

    def excluded_exist(self):
        lock, roll = self.lock()["lock"], self.roll()
        for excluded in lock["excluded"]:
            if excluded["entry_id"] not in roll.wanted:
                fail("%s is excluded but is not in the roll" % excluded["entry_id"])
        return "%d excluded, all in the roll" % len(lock["excluded"])

    def chain(self):
        lock = self.lock()["lock"]
        if lock["rehearsal"]:
            return "a rehearsal stands outside the chain"
        if lock["draw"] <= 1:
            return judge(lock["previous"] == "", "the first draw of the campaign", "the first draw names another")
        before = lock["draw"] - 1
        if self.previous is None:
            unchecked("the files of draw %d are not here" % before)
        found = previous_ends(self.previous)
        if found is None:
            fail("the files given as draw %d do not agree with themselves" % before)
        signed, ends = found
        if signed["campaign_id"] != lock["campaign_id"] or signed["draw"] != before:
            fail("the files given are not of draw %d of this campaign" % before)
        named = next((at for at, (digest, _) in enumerate(ends) if digest == lock["previous"]), None)
        if named is None:
            fail("the lock does not name the end of draw %d" % before)
        later = ends[named + 1][1] if named + 1 < len(ends) else None
        return judge(
            later is None or later >= lock["locked_at"],
            "the lock names the end of draw %d as it was then" % before,
            "draw %d had gone on before this lock, which names an earlier state of it" % before,
        )

    def commitment_opens(self):
        lock = self.lock()["lock"]
        if self.record_file is None and self.void_file is not None:
            code = self.void_file["void"]["code"]
        else:
            code = self.record()["record"]["code"]
        if is_hex(code, 32):
            opens = lock["commitment"] == sha256_hex(bytes.fromhex(code))
        else:
            opens = code == "" and lock["commitment"] == ""
        good = "the code is the promised one" if code else "no code was committed to, none is used"
        return judge(opens, good, "the code is not the one the lock committed to")

    def entropy(self):
        lock, record = self.lock()["lock"], self.record()["record"]
        if len(record["sources"]) != len(lock["entropy"]):
            fail("%d values are given for %d sources" % (len(record["sources"]), len(lock["entropy"])))
        entropy = "rehearsal/" if lock["rehearsal"] else ""
        spelled = True
        for source, value in zip(lock["entropy"], record["sources"]):
            text = value_text(source, value)
            entropy += text + "/"
            spelled = spelled and ("text" not in value or value["text"] == text)
        return judge(
            entropy == record["entropy"] and spelled,
            "every source gave what the lock announced",
            "the entropy string is not the one its sources make",
        )

    def beacon_signature(self):
        if not any(source["kind"] == "drand" for source in self.lock()["lock"]["entropy"]):
            unchecked("no beacon in the plan")
        for value in self.record()["record"]["sources"]:
            if "round" in value and not is_randomness_of(value["randomness"], value["signature"]):
                fail("the randomness of round %d is not the hash of its signature" % value["round"])
        return unchecked(
            "its value is the hash of its signature; the signature itself needs a pairing, which this verifier does not have: "
            "compare the round with the beacon's own site, or verify with the program"
        )

    def beacon_after_lock(self):
        lock = self.lock()["lock"]
        check_times(lock)
        return "locked %s, seed announced for %s" % (lock["locked_at"], lock["announced_at"])

    def input(self):
        """Roll, plan, key and entropy of the draw, or another verdict."""
        lock, record, roll = self.lock(), self.record()["record"], self.roll()
        if record["code"] != "" and not is_hex(record["code"], 32):
            fail("the code is not 32 bytes in hex")
        if not is_hex(lock["lock_sha256"], 32):
            fail("the lock hash is not 32 bytes in hex")
        plan = Plan(lock["lock"])
        if plan.method != "ticket-sort" and roll.most_tickets > 1:
            fail("entry %s has several tickets; vrs and rfc3797 take one each" % roll.most_tickets_id)
        if plan.method == "rfc3797" and roll.entries > RFC3797_MAX:
            fail("rfc3797 takes at most 65535 entries")
        ids = [name for name, _ in plan.prizes]
        if len(set(ids)) != len(ids) or not all(map(is_prize_id, ids)):
            fail("a prize has no id of its own")
        code = bytes.fromhex(record["code"]) or bytes(32)
        key = key_of(plan.method, code, bytes.fromhex(lock["lock_sha256"]), record["entropy"])
        return roll, plan, key, record

    def again(self, roll, plan, key, record):
        if self.walk_again is None:
            self.walk_again = walk_down(roll, plan, key, record["entropy"])
        return self.walk_again

    def order(self):
        roll, plan, key, record = self.input()
        if key.hex() != record["prk"]:
            fail("the key computed from lock, code and entropy is not the one recorded")
        if self.again(roll, plan, key, record) != record["walk"]:
            # Another walk, but perhaps along the same order: look at the order alone.
            places = in_order(roll, plan.method, key, record["entropy"], len(record["walk"]))
            rank = 0
            for step in record["walk"]:
                place = next(places, None)
                rank += 1
                if place is not None:
                    place = (rank, roll.entry_at(place[2])[0], place[1], place[0].hex())
                if place != (step["rank"], step["entry_id"], step["ticket"], step["position"]):
                    fail("%s does not stand at rank %d" % (step["entry_id"], step["rank"]))
        return "%d places recomputed from lock, code, entropy and roll" % len(record["walk"])

    def walk(self):
        roll, plan, key, record = self.input()
        again = self.again(roll, plan, key, record)
        for mine, theirs in zip(again, record["walk"]):
            if mine != theirs:
                fail("rank %d should be another entry or outcome" % mine["rank"])
        return judge(
            len(again) == len(record["walk"]),
            "every outcome and prize is as recomputed",
            "%d steps are recorded where %d belong" % (len(record["walk"]), len(again)),
        )

    def amendments(self):
        record = self.record()
        if self.amendments_file is None:
            unchecked("amendments.json is not well-formed")
        check_amendment_chain(self.lock()["lock"], record, self.amendments_file)
        replay(record["record"]["walk"], self.roll(), self.amendments_file)
        return "%d amendments, each signed, chained and legal" % len(self.amendments_file)

    def void(self):
        lock = self.lock()
        if self.void_file is None:
            unchecked("void.json is not well-formed")
        if "record.json" in self.files:
            fail("a lock is drawn or voided, never both")
        void = self.void_file
        holds = (
            hash_of(void["void"]) == void["void_sha256"]
            and void["void"]["lock_sha256"] == lock["lock_sha256"]
            and is_signed(lock["lock"], "void", void["void_sha256"], void["signature"])
        )
        return judge(holds, "the lock was ended by its own key", "hash, lock or signature of the void are not right")

    def where(self, entry_id):
        """Where an entry stands, as facts."""
        if self.read_roll.fault:
            return {"entry_id": entry_id, "in_roll": None, "words": "The list cannot be read, so nobody can be found in it."}
        if entry_id not in self.read_roll.wanted:
            words = "%s is not in the list. If you entered, ask why before anything else." % entry_id
            return {"entry_id": entry_id, "in_roll": False, "words": words}
        index, (_, tickets, household, pools) = self.read_roll.wanted[entry_id]
        facts = {
            "entry_id": entry_id, "in_roll": True, "line": index + 1, "entries": self.read_roll.entries,
            "tickets": tickets, "household": household, "pools": pools,
        }
        words = ["%s is line %d of %d in the list, with %d ticket(s)" % (entry_id, index + 1, self.read_roll.entries, tickets)]
        if pools:
            words.append("may win only " + ", ".join(pools))
        try:
            roll, plan, key, record = self.input()
        except Verdict as verdict:
            facts["words"] = "; ".join(words) + ". No place yet: " + verdict.reason + "."
            return facts
        if plan.method == "rfc3797":
            places = in_order(roll, plan.method, key, record["entropy"], 0)
            rank, position, ticket = next(
                (rank, place[0], 1) for rank, place in enumerate(places, 1) if roll.entry_at(place[2])[0] == entry_id
            )
        else:
            mac, raw = Hmac(key), roll.raw
            position, ticket = lowest_ticket(mac, entry_id.encode("utf-8"), tickets)
            rank = 1
            for at, start, _ in roll.lines():
                tab = raw.index(b"\t", start)
                there = lowest_ticket(mac, raw[start:tab], int(raw[tab + 1:raw.index(b"\t", tab + 1)]))[0]
                rank += (there, at) < (position, index)
        facts.update(rank=rank, position=position.hex(), ticket=ticket)
        words.append("its best ticket is number %d at position %s..., which is place %d in the order" % (ticket, position.hex()[:16], rank))
        step = next((step for step in self.again(roll, plan, key, record) if step["entry_id"] == entry_id), None)
        facts["outcome"] = step["outcome"] if step else "not reached"
        facts["prize"] = step["prize"] if step else ""
        meaning = {
            "winner": "drawn as a winner of " + facts["prize"], "alternate": "an alternate, in line behind the winners",
            "excluded": "passed over: the lock excludes it, with its reason", "unplaced": "no prize it may win was left",
            "household": "passed over: somebody of its household was drawn before",
            "not reached": "not drawn: the prizes were given before its turn came",
        }
        words.append(meaning[facts["outcome"]])
        try:
            standing = replay(record["walk"], roll, self.amendments_file or [])
            if entry_id in standing.holders:
                facts["now"], facts["now_prize"] = standing.holders[entry_id]
                words.append("now: %s %s" % (facts["now"], facts["now_prize"]))
        except Verdict:
            pass
        facts["words"] = "; ".join(words).strip() + "."
        return facts


def previous_ends(files):
    """The lock of an earlier draw and the hashes a later lock may name, oldest first; None when its files do not hold."""
    faults = []
    try:
        signed = load("lock.json", files.get("lock.json", b""), LOCK_FILE, faults)
        check_lock(signed["lock"] if signed else {})
        lock = signed["lock"]
        if faults or hash_of(lock) != signed["lock_sha256"] or not is_signed(lock, "lock", signed["lock_sha256"], signed["signature"]):
            return None
        if "record.json" not in files:
            if "void.json" not in files:
                return None
            void = load("void.json", files["void.json"], VOID_FILE, faults)
            if void is None or faults:
                return None
            digest = hash_of(void["void"])
            if void["void"]["lock_sha256"] != signed["lock_sha256"] or not is_signed(lock, "void", digest, void["signature"]):
                return None
            return lock, [(digest, None)]
        file = load("record.json", files["record.json"], RECORD_FILE, faults)
        amendments = load("amendments.json", files["amendments.json"], AMENDMENTS_FILE, faults) if "amendments.json" in files else None
        if file is None or amendments is None or faults:
            return None
        record = file["record"]
        check_record(record)
        inside = {"lock": record["lock"], "lock_sha256": record["lock_sha256"], "signature": record["lock_signature"]}
        if hash_of(record) != file["record_sha256"] or inside != signed:
            return None
        check_amendment_chain(lock, file, amendments)
        if not is_signed(lock, "record", file["record_sha256"], file["signature"]):
            return None
        return lock, [(file["record_sha256"], None)] + [(a["sha256"], a["amendment"]["at"]) for a in amendments]
    except (Refused, Form, Verdict, KeyError):
        return None


def step_of(name, check):
    try:
        return {"name": name, "result": "pass", "reason": check()}
    except Verdict as verdict:
        return {"name": name, "result": verdict.result, "reason": verdict.reason}


def receipt_report(raw, promise):
    check_protocol("receipt.json", read_json("receipt.json", raw))
    faults = []
    receipt = load("receipt.json", raw, RECEIPT_FILE, faults)
    names = ["lock hash", "lock signature", "lock known", "key known", "line in roll"]
    if receipt is None:
        steps = [{"name": "well-formed", "result": "fail", "reason": "; ".join(faults)}]
        return steps + [{"name": name, "result": "not checked", "reason": "receipt.json is not well-formed"} for name in names]
    note_faults("lock", check_lock, receipt["lock"], faults)
    note_faults("line", lambda line: read_line(line.encode("utf-8")), receipt["line"], faults)
    signed = {"lock": receipt["lock"], "lock_sha256": receipt["lock_sha256"], "signature": receipt["lock_signature"]}

    def line_in_roll():
        roll, root = receipt["lock"]["roll"], None
        if all(is_hex(digest, 32) for digest in receipt["path"]):
            path = [bytes.fromhex(digest) for digest in receipt["path"]]
            root = root_by_path(sha256(b"\0" + receipt["line"].encode("utf-8")), receipt["index"], roll["entries"], path)
        return judge(
            root is not None and root.hex() == roll["merkle_root"],
            "line %d of %d in the locked roll" % (receipt["index"] + 1, roll["entries"]),
            "the path does not lead from this line to the locked roll",
        )

    checks = [promise.lock_hash, promise.lock_signature, promise.lock_known, promise.key_known]
    steps = [step_of("well-formed", lambda: judge(not faults, "the receipt is of the form of the protocol", "; ".join(faults)))]
    steps += [step_of(name, lambda check=check: check(signed)) for name, check in zip(names, checks)]
    return steps + [step_of("line in roll", line_in_roll)]


# ---- Reading folders and zips -----------------------------------------------------------------------------------------
# Everything is hostile until read: sizes are looked at before memory is taken, and nothing is written to disk.


def read_folder(folder):
    files = {}
    for name, limit in FILES.items():
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            if os.path.getsize(path) > limit:
                raise Refused("%s is larger than that file of a draw can be" % name)
            with open(path, "rb") as file:
                files[name] = file.read(limit + 1)
            if len(files[name]) > limit:
                raise Refused("%s is larger than that file of a draw can be" % name)
    return files


def number(raw, at, size):
    return int.from_bytes(raw[at:at + size], "little")


def read_zip(path):
    """The files of a bundle in a zip. Strict: one table of contents, one file of each name, all in one folder."""
    size = os.path.getsize(path)
    if size > ZIP_BYTES_MAX:
        raise Refused("the zip is larger than any bundle")
    with open(path, "rb") as file:
        tail_start = max(0, size - 65557)
        file.seek(tail_start)
        tail = file.read(65557)
        end = tail.rfind(b"PK\5\6")
        while end >= 0 and end + 22 + number(tail, end + 20, 2) != len(tail):
            end = tail.rfind(b"PK\5\6", 0, end)
        if end < 0:
            raise Refused("the zip cannot be read: it has no table of contents at its end")
        count, table_size, table_start = number(tail, end + 10, 2), number(tail, end + 12, 4), number(tail, end + 16, 4)
        elsewhere = number(tail, end + 4, 4) != 0 or number(tail, end + 8, 2) != count or tail[max(0, end - 20):end][:4] == b"PK\6\7"
        if elsewhere or table_start + table_size != tail_start + end:
            raise Refused("the zip cannot be read: its table of contents does not fit")
        if count > ZIP_ENTRIES_MAX or table_size > ZIP_TABLE_BYTES_MAX:
            raise Refused("the zip holds more files than any bundle")
        file.seek(table_start)
        table = file.read(table_size)
        entries, at = [], 0
        for _ in range(count):
            if table[at:at + 4] != b"PK\1\2" or at + 46 > len(table):
                raise Refused("the zip cannot be read: its table of contents is broken")
            name_size, extra, comment = number(table, at + 28, 2), number(table, at + 30, 2), number(table, at + 32, 2)
            name = table[at + 46:at + 46 + name_size]
            entries.append((name, at))
            at += 46 + name_size + extra + comment
        if at != len(table):
            raise Refused("the zip cannot be read: its table of contents is broken")
        return zip_files(file, table, table_start, entries)


def zip_files(file, table, table_start, entries):
    folder = next((name[:-9] for name, _ in entries if name == b"lock.json" or name.endswith(b"/lock.json")), b"")
    if folder.count(b"/") > 1 or folder in (b"../", b"./", b"/"):
        raise Refused("the files of the bundle lie deep inside the zip")
    files = {}
    for name, at in entries:
        base = re.split(rb"[/\\]", name)[-1].decode("utf-8", "replace")
        if base not in FILES:
            continue
        if name != folder + base.encode():
            raise Refused("%s lies where no file of the bundle belongs" % ascii(name.decode("utf-8", "replace")))
        if base in files:
            raise Refused("%s is in the zip twice" % base)
        flags, method, crc = number(table, at + 8, 2), number(table, at + 10, 2), number(table, at + 16, 4)
        packed, unpacked, start = number(table, at + 20, 4), number(table, at + 24, 4), number(table, at + 42, 4)
        if flags & 0x2041 or method not in (0, 8):
            raise Refused("%s is packed or encrypted in a way that is not read here" % base)
        if unpacked > FILES[base]:
            raise Refused("%s is larger than that file of a draw can be" % base)
        file.seek(start)
        header = file.read(30)
        begin = start + 30 + number(header, 26, 2) + number(header, 28, 2)
        if header[:4] != b"PK\3\4" or file.read(number(header, 26, 2)) != name or begin + packed > table_start:
            raise Refused("the zip cannot be read: %s is not where the table of contents says" % base)
        file.seek(begin)
        raw = file.read(packed)
        if method == 8:
            try:
                inflate = zlib.decompressobj(-15)
                raw = inflate.decompress(raw, unpacked + 1)
            except zlib.error as error:
                raise Refused("the zip cannot be read: %s: %s" % (base, error))
            # With all bytes out, the end of the stream may still be waiting.
            if not inflate.eof and len(raw) == unpacked:
                inflate.decompress(inflate.unconsumed_tail, 1)
            if not inflate.eof or inflate.unused_data:
                raise Refused("the zip cannot be read: %s is not as large as stated" % base)
        if len(raw) != unpacked or zlib.crc32(raw) != crc:
            raise Refused("the zip cannot be read: %s is damaged" % base)
        files[base] = raw
    return files


def read_evidence(path):
    """("bundle", files) or ("receipt", bytes)."""
    if os.path.isdir(path):
        return "bundle", read_folder(path)
    with open(path, "rb") as file:
        head = file.read(2)
        if head == b"":
            raise Refused("%s is empty" % path)
        if head == b"PK":
            return "bundle", read_zip(path)
        name = os.path.basename(path)
        if name in FILES:
            raise Refused("%s is one file of a bundle, and a bundle is verified as a whole: give the folder in which it lies" % name)
        nothing = Refused("%s is neither the bundle of a draw nor a receipt" % path)
        if head[:1] not in b"{ \t\r\n" or os.path.getsize(path) > RECEIPT_BYTES_MAX:
            raise nothing
        raw = head + file.read(RECEIPT_BYTES_MAX + 1)
    if len(raw) > RECEIPT_BYTES_MAX:
        raise nothing
    try:
        tree = read_json(name, raw)
    except Refused:
        raise nothing
    if not (isinstance(tree, dict) and "lock" in tree and "line" in tree):
        raise nothing
    return "receipt", raw


def verify(path, known_lock=None, known_key=None, entry=None, previous=None):
    """The report: {"ok", "steps", "where"?}. Raises Refused or OSError when nothing can be verified."""
    kind, evidence = read_evidence(path)
    before = None
    if previous is not None:
        before_kind, before = read_evidence(previous)
        if before_kind != "bundle":
            raise Refused("what was given as the draw before is a receipt: give its bundle")
    return verify_read(kind, evidence, known_lock, known_key, entry, before)


def verify_read(kind, evidence, known_lock=None, known_key=None, entry=None, previous=None):
    """The same with what was read already."""
    promise = Promise(known_lock, known_key)
    if kind == "receipt":
        steps, where = receipt_report(evidence, promise), None
    else:
        case = Case(evidence, previous, promise, entry)
        steps = case.report()
        where = case.where(entry) if entry is not None else None
    report = {"ok": all(step["result"] != "fail" for step in steps), "steps": steps}
    if where is not None:
        report["where"] = where
    return report


def show(report):
    """Text for people: control characters cannot reach the terminal."""
    def safe(text):
        return "".join(c if c.isprintable() or c == " " else ascii(c)[1:-1] for c in text)

    width = max(len(step["name"]) for step in report["steps"])
    for step in report["steps"]:
        word = "FAIL" if step["result"] == "fail" else step["result"]
        print("%-11s  %-*s  %s" % (word, width, step["name"], safe(step["reason"])))
    count = {word: sum(step["result"] == word for step in report["steps"]) for word in ["pass", "fail", "not checked"]}
    print("\n%d pass, %d fail, %d not checked." % (count["pass"], count["fail"], count["not checked"]))
    if "where" in report:
        print("\nWhere is %s?\n  %s\n" % (safe(report["where"]["entry_id"]), safe(report["where"]["words"])))
    if report["ok"]:
        print("Nothing fails. Read the steps that were not checked before believing it.")
    else:
        print("THIS DOES NOT VERIFY.")


def main():
    parser = argparse.ArgumentParser(
        description="Checks a published draw (unsung-draw/1) or a receipt. Exit code: 0 nothing fails, 1 something fails, 2 cannot be read."
    )
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("bundle", nargs="?", default=here, help="folder, zip or receipt.json; without it the folder of this file")
    parser.add_argument("--lock", metavar="HASH", help="the lock hash as it was published before the draw, all 64 digits")
    parser.add_argument("--key", metavar="FINGERPRINT", help="the fingerprint of the organiser's key")
    parser.add_argument("--entry", metavar="ID", help="say where this entry stands")
    parser.add_argument("--previous", metavar="BUNDLE", help="folder or zip of the draw before this one")
    parser.add_argument("--json", action="store_true", help="write the result as one JSON document")
    args = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        report = verify(args.bundle, args.lock, args.key, args.entry, args.previous)
    except (Refused, OSError, MemoryError) as error:
        why = str(error) or type(error).__name__
        print("error: Nothing was verified.\n  why: %s." % why.rstrip("."), file=sys.stderr)
        if args.json:
            print(json.dumps({"error": {"what": "Nothing was verified.", "why": why}}))
        return 2
    if args.json:
        print(json.dumps(report, indent=2))
    else:
        show(report)
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
