"""usage: list_page.py PAGE: checks the page of a list of 40 rows by Mira and Tobias in two scenes."""
import csv
import io
import sys

from pages import check_all, expect, is_playing, opened, until

path = sys.argv[1]
check_all(path)


def shown(page):
    """The rows that are chosen, by the line above the table."""
    return int(page.inner_text("#jobs-count").split(" ")[0])


def column(page, place):
    """What stands in a column of the rows that are drawn."""
    return page.evaluate(
        "n => [...document.querySelectorAll('#jobs-table tbody tr:not(.spacer)')]"
        ".map(row => row.cells[n].textContent)", place)


def settled(page, count):
    """Waits until so many rows are chosen."""
    until(page, "n => document.querySelector('#jobs-count').textContent.startsWith(n + ' of 40')", count)


with opened(path) as page:
    expect(shown(page) == 40)
    heads = page.evaluate("[...document.querySelectorAll('#jobs-table th')].map(h => h.textContent)")
    name, text = heads.index("Name"), heads.index("Text")
    speaker = heads.index("speaker")

    # Sorting, up and down, by names as people count them.
    page.click("th[data-column=id] button")
    expect(column(page, name)[:3] == ["l0", "l1", "l2"], column(page, name)[:3])
    page.click("th[data-column=id] button")
    expect(column(page, name)[0] == "l39")
    expect(page.get_attribute("th[data-column=id]", "aria-sort") == "descending")

    # Filtering by an own column, searching in texts, both.
    page.select_option("select[data-column='own:speaker']", "=Mira")
    settled(page, 20)
    expect(set(column(page, speaker)) == {"Mira"})
    page.fill("#jobs-search", "NUMBER 38")
    settled(page, 1)
    expect(column(page, text) == ["Line number 38."], column(page, text))

    # CSV of what is shown.
    with page.expect_download() as download:
        page.click("#jobs-csv")
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    expect([row["id"] for row in rows] == ["l38"] and rows[0]["speaker"] == "Mira", rows)
    page.click("#jobs-reset")
    settled(page, 40)

    # With the keyboard: to a row, its details, and out again.
    page.focus("#jobs-table tbody button.name")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.getElementById('job').open"))
    expect("Line number 39." in page.inner_text("#job"), page.inner_text("#job"))
    page.keyboard.press("Escape")
    expect(not page.evaluate("document.getElementById('job').open"))

    # It plays.
    page.click("#jobs-table tbody tr[aria-rowindex='2'] button.cell")
    at, address = is_playing(page)
    expect(address.endswith("/audio/l39.mp3"), address)
    page.click("#player button")
    expect(page.evaluate("document.getElementById('player').hidden"))
print("holds")
