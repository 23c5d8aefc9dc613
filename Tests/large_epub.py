"""Writes a large EPUB with endnotes, for Tests/benchmarks.sh: always the same for the same arguments.

usage: large_epub.py FILE [CHARACTERS] [NOTES]
"""

import random
import sys
import zipfile

path = sys.argv[1]
characters = int(sys.argv[2]) if len(sys.argv) > 2 else 6_000_000
notes = int(sys.argv[3]) if len(sys.argv) > 3 else 4_500
chapters = 72
chance = random.Random(20)
syllables = ["an", "ber", "co", "dal", "en", "for", "gan", "hel", "in", "jor", "ka", "len", "mir",
             "no", "or", "pel", "quin", "ras", "sen", "tor", "ul", "ven", "wis", "yel", "zan"]
words = ["".join(chance.choices(syllables, k=chance.choice([1, 1, 2, 2, 3]))) for _ in range(4000)]
little = ["the", "of", "and", "a", "to", "in", "he", "was", "that", "it", "his", "her", "with"]


def sentence():
    drawn = [chance.choice(little if chance.random() < 0.45 else words)
             for _ in range(chance.randint(6, 24))]
    text = " ".join(drawn).capitalize()
    if chance.random() < 0.3:
        text = text.replace(" and ", ", and ", 1)
    if chance.random() < 0.05:
        text = f"“{text}”"
    return text + chance.choice([".", ".", ".", ".", "?", "!"])


def paragraph(size):
    text = sentence()
    while len(text) < size:
        text += " " + sentence()
    if chance.random() < 0.2:
        text = text.replace(" the ", " <i>the</i> ", 1)
    return text


def page(body, title):
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><head><title>{title}</title>'
            f'</head>\n<body>{body}</body></html>')


files = {}
number = 0
remarks = []
for chapter in range(1, chapters + 1):
    body, size = [f'<h2 epub:type="title">Chapter {chapter}</h2>'], 0
    # Every note has about a hundred characters of the whole.
    target = (characters - notes * 100) // chapters
    last = notes * chapter // chapters
    step = target // max(1, last - number)
    while size < target or number < last:
        text = paragraph(600)
        size += len(text)
        while number < last and (size >= step * (number - notes * (chapter - 1) // chapters + 1)
                                 or size >= target):
            number += 1
            # Every second note is one by its links alone.
            says, role, back = ([''] * 3 if number % 2 else [
                ' epub:type="noteref"', ' epub:type="endnote"', ' epub:type="backlink"'])
            text += (f' {sentence()}<a href="notes.xhtml#note-{number}" id="mark-{number}"'
                     f'{says}><sup>{number}</sup></a>')
            remarks.append(f'<li id="note-{number}"{role}>\n<p>{paragraph(60)} '
                           f'<a href="chapter-{chapter}.xhtml#mark-{number}"{back}>↩</a></p>\n'
                           '</li>')
        body.append(f"<p>{text}</p>")
    files[f"chapter-{chapter}.xhtml"] = page(
        '<section epub:type="chapter">' + "\n".join(body) + "</section>", f"Chapter {chapter}")
files["notes.xhtml"] = page(
    '<section epub:type="endnotes"><h2 epub:type="title">Endnotes</h2>\n<ol>'
    + "\n".join(remarks) + "</ol></section>", "Endnotes")
entries = "".join(f'<li><a href="chapter-{n}.xhtml">Chapter {n}</a></li>'
                  for n in range(1, chapters + 1))
files["nav.xhtml"] = page(f'<nav epub:type="toc"><ol>{entries}</ol></nav>', "Contents")
items = "".join(
    f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"'
    + (' properties="nav"' if name == "nav.xhtml" else "") + "/>" for n, name in enumerate(files))
spine = "".join(f'<itemref idref="i{n}"/>' for n, name in enumerate(files) if name != "nav.xhtml")
package = (
    '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" '
    'version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:identifier id="id">large</dc:identifier><dc:title>A Large Book</dc:title>'
    '<dc:language>en</dc:language></metadata>'
    f'<manifest>{items}</manifest><spine>{spine}</spine></package>')
container = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
    for name, text in {"META-INF/container.xml": container, "book.opf": package, **files}.items():
        # A fixed date: the same arguments give the same bytes.
        archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
