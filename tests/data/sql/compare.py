"""Runs docs/order.sql on test rolls and compares with `unsung pick`: the lowest places, and the walk of the short roll.

    python3 -m venv VENV; VENV/bin/pip install duckdb
    VENV/bin/python tests/data/sql/compare.py PATH/TO/unsung [ENTRIES]

Made by hand, not by the tests: DuckDB is no dependency of this project.
"""

import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import duckdb

HERE = pathlib.Path(__file__).resolve().parent
SQL = (HERE.parents[2] / "docs" / "order.sql").read_text(encoding="utf-8")


def lines(count):
    """Entries with several tickets, households, pools, and ids of any script and up to 64 bytes."""
    dice = random.Random(7)
    ids = {f"{n:x}" for n in range(count)}
    ids |= {f"Zoë {n}" for n in range(50)} | {f"東京{n}" for n in range(50)} | {'"quoted"', "NULL", "a,b", "-- x", "x" * 64}
    for entry in sorted(ids, key=lambda i: i.encode()):
        tickets = dice.choice([1, 1, 1, 2, 5, 12])
        household = f"h{dice.randrange(count)}" if dice.random() < 0.5 else ""
        pools = dice.choice(["", "", "", "mug", "grand,mug"])
        yield f"{entry}\t{tickets}\t{household}\t{pools}\n"


def pick(unsung, roll, *options):
    base = [unsung, "pick", "--roll", roll, "--method", "ticket-sort", "--entropy", "4.8.15.16.23.42./", "--json"]
    return json.loads(subprocess.run([*base, *options], check=True, capture_output=True, text=True).stdout)


def main():
    unsung, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    os.chdir(tempfile.mkdtemp(prefix="unsung-sql-"))
    with open("roll.tsv", "w", encoding="utf-8", newline="") as file:
        file.writelines(lines(count))
    start = time.time()
    order = pick(unsung, "roll.tsv", "--alternates", "2000")
    drawn = time.time() - start
    start = time.time()
    duckdb.execute("SET VARIABLE prk = '" + order["prk"] + "'; SET VARIABLE places = 2000;")
    duckdb.execute(SQL)
    queried = time.time() - start
    with open("places.csv", encoding="utf-8", newline="") as file:
        rows = [(int(r["rank"]), r["id"], int(r["ticket"]), r["position"]) for r in csv.DictReader(file)]
    places = [(s["rank"], s["entry_id"], s["ticket"], s["position"]) for s in order["walk"]]
    assert rows == places and len(rows) == 2000, "the places differ"
    options = ["--prizes", "grand:1,mug:300", "--alternates", "40", "--household"]
    whole, short = pick(unsung, "roll.tsv", *options), pick(unsung, "short.tsv", *options)
    assert whole == short and len(whole["walk"]) >= 341, "the walks differ"
    print(f"DuckDB {duckdb.__version__}: {count} entries, 2000 places and a walk of {len(whole['walk'])} steps are the same;")
    print(f"unsung pick {drawn:.1f} s, the query {queried:.1f} s")


main()
