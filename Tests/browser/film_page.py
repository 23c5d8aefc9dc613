"""usage: film_page.py PAGE: checks the page of a voiced subtitle file."""
import sys

from pages import check_all, expect, is_playing, opened

path = sys.argv[1]
check_all(path)
with opened(path) as page:
    figure = page.locator(".timeline").first
    lines = figure.locator(".line").count()
    expect(lines > 10, lines)
    expect(page.locator(".stretch svg rect").count() > 0 and page.locator(".drift polyline").count() > 0)

    # Click to play there.
    figure.locator(".line").nth(3).click()
    at, address = is_playing(page)
    start = page.evaluate("filmRow(stored('film-1-data').rows[3]).start")
    expect(start <= at < start + 20 and address.endswith(".mp3"), start, at, address)

    # With the keyboard: to the next one, and closer.
    place = figure.locator(".drawing")
    place.focus()
    before = figure.locator(".words").inner_text()
    place.press("ArrowRight")
    expect(figure.locator(".words").inner_text() != before)
    width = place.evaluate("e => e.scrollWidth")
    place.press("+")
    expect(place.evaluate("e => e.scrollWidth") > width * 1.9)
    place.press("Enter")
    expect(is_playing(page)[0] >= page.evaluate("filmRow(stored('film-1-data').rows[4]).start"))
print("holds")
