"""Makes certificates with Typst (https://pypi.org/project/typst) and says how long it took, for benches/press.rs.

Reads people as JSON from the standard input; the arguments are the folder of the project and a folder for the files. The compiler
is made once and kept, fonts are read once, and system fonts are left alone: all that makes Typst faster.
"""

import json
import pathlib
import sys
import time

try:
    import typst
except ImportError:
    print(json.dumps({"missing": True}))
    sys.exit(0)

project, out = map(pathlib.Path, sys.argv[1:3])
people = json.load(sys.stdin)
compiler = typst.Compiler(
    root=str(project), font_paths=[str(project / "assets" / "fonts")], ignore_system_fonts=True
)
template = str(project / "benches" / "typst" / "certificate.typ")


def make(some, path):
    compiler.compile(template, output=str(path), format="pdf", sys_inputs={"people": json.dumps(some)})


make(people[:1], out / "warm.pdf")
merged = float("inf")
for run in range(3):
    # Typst remembers what it has laid out; other serials are other documents.
    for person in people:
        person["serial"] += "."
    start = time.perf_counter()
    make(people, out / "all.pdf")
    merged = min(merged, time.perf_counter() - start)
# A sample is enough: each file takes as long as the one before.
sample = people[:100]
start = time.perf_counter()
for number, person in enumerate(sample):
    make([person], out / f"{number}.pdf")
each = (time.perf_counter() - start) / len(sample)
print(json.dumps({"merged": merged, "each": each, "bytes": (out / "all.pdf").stat().st_size}))
