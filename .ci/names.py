#!/usr/bin/env python3
"""Names of the sample in many scripts, read back from printed files by pdftotext. Usage: names.py FILE.pdf..."""

import re
import subprocess
import sys
import unicodedata

NAMES = [
    "Małgorzata Świerszcz",  # Latin with accents
    "Nguyễn Thị Thu Hà",  # several accents on a letter
    "Þórdís Bergþórsdóttir",
    "Ọlámidé Adéyẹmí",
    "Αλεξάνδρα Παπαγεωργίου",
    "Десислава Тодорова",
    "ليلى حدّاد",
    "נועם אלמוג",
    "मीनाक्षी देशपांडे",
    "陈思远",
]


def plain(text):
    """Composed, without marks of direction, each run of white space a space."""
    text = re.sub("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


missing = []
for file in sys.argv[1:]:
    text = plain(subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, encoding="utf-8").stdout)
    missing += [f"{file}: {name}" for name in NAMES if plain(name) not in text]
if missing or len(sys.argv) < 2:
    sys.exit("not read back:\n" + "\n".join(missing))
print(f"{len(NAMES)} names read back from {len(sys.argv) - 1} files")
