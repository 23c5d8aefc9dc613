"""Makes a job list of the twelve chapters of Alice's Adventures in Wonderland.

usage: alice_chapters.py BOOK.txt FOLDER

Writes FOLDER/alice.csv and one text file a chapter beside it.
"""

import csv
import pathlib
import re
import sys

book, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = book.read_text(encoding="utf-8-sig")
# The contents list has the number and the title on one line; a chapter has them on two.
parts = re.split(r"^(CHAPTER [IVX]+\.)\n(.+)\n", text, flags=re.MULTILINE)[1:]
chapters = [
    (title.strip(), (heading + " " + title + "\n" + body).strip())
    for heading, title, body in zip(parts[0::3], parts[1::3], parts[2::3])
]
assert len(chapters) == 12, f"{len(chapters)} chapters instead of 12"
last_title, last = chapters[-1]
chapters[-1] = (last_title, re.split(r"^\s*THE END\s*$", last, flags=re.MULTILINE)[0].strip())

folder.mkdir(parents=True, exist_ok=True)
with open(folder / "alice.csv", "w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file)
    rows.writerow(["id", "title", "text_file", "chapter"])
    for number, (title, chapter) in enumerate(chapters, 1):
        name = f"chapter-{number:02}.txt"
        (folder / name).write_text(chapter, encoding="utf-8")
        rows.writerow([f"alice-{number:02}", title, name, number])
