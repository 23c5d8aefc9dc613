"""Reads an EPUB's text with ebooklib and BeautifulSoup, for Tests/benchmarks.sh to compare with.

usage: read_epub.py BOOK
"""

import sys
import warnings

warnings.filterwarnings("ignore")

import ebooklib
from bs4 import BeautifulSoup
from ebooklib import epub

book = epub.read_epub(sys.argv[1])
texts = [BeautifulSoup(item.get_content(), "lxml").get_text()
         for item in book.get_items_of_type(ebooklib.ITEM_DOCUMENT)]
print(sum(len(text) for text in texts))
