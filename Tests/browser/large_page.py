"""usage: large_page.py PAGE ROWS: checks that a table of many rows is drawn as it is scrolled to."""
import sys
import time

from pages import expect, opened, until

path, count = sys.argv[1], int(sys.argv[2])
start = time.monotonic()
with opened(path) as page:
    page.wait_for_selector("#jobs-table tbody button.name")
    first = time.monotonic() - start
    expect(page.inner_text("#jobs-count").startswith(f"{count} of {count} jobs"))
    drawn = page.evaluate("document.querySelectorAll('#jobs-table tbody tr').length")
    expect(drawn < 100, drawn)
    for at in (0.5, 1):
        page.evaluate("share => { const b = document.getElementById('jobs-scroll'); b.scrollTop = b.scrollHeight * share; }", at)
        last = count if at == 1 else count // 2
        page.wait_for_selector(f"#jobs-table tr[aria-rowindex='{last}']")
    expect(page.evaluate("document.querySelectorAll('#jobs-table tbody tr').length") < 100)
    page.fill("#jobs-search", f"number {count - 1}.")
    until(page, "document.querySelector('#jobs-count').textContent.startsWith('1 of ')")
    sorting = page.evaluate("(t => { jobTable.sort(2); return performance.now() - t; })(performance.now())")
    script = page.evaluate("performance.getEntriesByType('measure').reduce((s, m) => s + m.duration, 0)")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    heap = page.evaluate("performance.memory.usedJSHeapSize")
    print(f"{count} rows: drawn {loaded / 1000:.2f} s after the page was asked for ({first:.2f} s with "
          f"the browser's start), {script:.0f} ms of that in its script, sorted in {sorting:.0f} ms, "
          f"{heap / 1e6:.0f} MB of script's memory")
