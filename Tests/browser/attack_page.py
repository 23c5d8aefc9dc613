"""usage: attack_page.py PAGE: checks that markup and script in what people and services wrote stay texts."""
import sys

from pages import check_all, expect, opened

path = sys.argv[1]
check_all(path)
with opened(path) as page:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("for (const box of document.querySelectorAll('#jobs-columns input:not(:checked)')) box.click()")
    for row in range(2, page.locator("#jobs-table button.name").count() + 2):
        page.evaluate("n => document.querySelector(`tr[aria-rowindex='${n}'] button.name`).click()", row)
        expect(page.evaluate("document.getElementById('job').open"))
        page.keyboard.press("Escape")
    for place in range(page.locator("#jobs-table th button:enabled").count()):
        page.evaluate("n => document.querySelectorAll('#jobs-table th button:enabled')[n].click()", place)
    expect(page.evaluate("document.querySelectorAll('b, i, iframe, object, embed, link, base').length") == 0)
    # Scripts are the page's own and data; images are covers; nobody listens in an attribute.
    expect(page.evaluate("[...document.scripts].filter(s => s.type === '').length") == 1)
    expect(page.evaluate("document.querySelectorAll('img:not(.cover)').length") == 0)
    listening = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(n => n.startsWith('on') || n === 'style' || n === 'autofocus').filter(n => n !== 'style')")
    expect(listening == [], listening)
    leading = page.evaluate(
        "[...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? e.getAttribute('src'))"
        ".filter(a => !/^(#|\\.\\.?\\/|[\\w%~.-]+\\/|data:image\\/(png|jpeg|gif);)/.test(a))")
    expect(leading == [], leading)
    expect(page.evaluate("window.attacked") is None)
    text = page.inner_text("body")
    for word in sys.argv[2:]:
        expect(word in text, word)
print("holds")
