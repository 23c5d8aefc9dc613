"""usage: book_page.py PAGE CHAPTERS: checks the page of a book."""
import sys

from pages import check_all, expect, opened, until

path, chapters = sys.argv[1], int(sys.argv[2])
check_all(path)
with opened(path) as page:
    expect(page.locator(".chapter").count() == chapters, page.locator(".chapter").count())
    expect(page.locator(".chapter audio[preload=none]").count() == chapters)
    first = page.locator(".chapter").first
    first.locator("summary").click()
    expect(len(first.locator(".text").inner_text()) > 20)
    seams = page.locator(".seam").count()
    expect(seams > 0, seams)
    page.locator(".chapter audio").first.evaluate("a => a.play()")
    until(page, "(a => !a.paused && a.currentTime > 0)(document.querySelector('.chapter audio'))")
print("holds")
