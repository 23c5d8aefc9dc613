"""Draws how the pace found each limit, from the files of --events-file: a picture a row, plain SVG.

usage: draw.py FOLDER PICTURES

Above: calls let in, every ten seconds (or calls in flight, where the limit is a number at once), the
limit there is (dashed) and the limit that was believed in (line). Below: refusals every ten seconds.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from rows import ROWS  # noqa: E402

BIN = 10
LEFT, RIGHT, WIDTH = 48, 620, 640
TOP, MIDDLE, BOTTOM, HEIGHT = 36, 190, 262, 290

STYLE = """
text{font:12px sans-serif;fill:#333}.h{font-weight:bold;font-size:13px}.in{fill:#7aa6c2}.no{fill:#c2543f}
.is{stroke:#333;stroke-dasharray:5 4;fill:none}.took{stroke:#1b6e3a;stroke-width:2;fill:none}.axis{stroke:#999;fill:none}
@media (prefers-color-scheme:dark){text{fill:#ddd}.is{stroke:#ddd}.took{stroke:#6fcf97}.in{fill:#4f7f9c}}
"""


def read(path):
    """The calls, the limits believed in, the calls in flight, by seconds since the first event, and
    when that was."""
    calls, limits, in_flight, start = [], [], [], None
    for line in path.read_text().splitlines():
        event = json.loads(line)
        at = event.get("decided_at", event["time"]) / 1000
        start = at if start is None else start
        at -= start
        if event["event"] == "call":
            calls.append((at, event["outcome"]))
        elif event["event"] == "pace":
            limits.append((at, event))
        elif event["event"] == "money":
            in_flight.append((at, event["in_flight"]))
    return calls, limits, in_flight, start


def believed(event, row):
    """The limit that an event tells of, in the unit of the picture; None where it tells of another."""
    if row.is_at_once:
        return event.get("limit_at_once")
    kind = event["limit_kind"]
    if kind == "window":
        return event["limit_calls"] / event["limit_s"] * BIN
    return event["limit_per_second"] * BIN if kind in ("rate", "settings rate") else None


def number(value):
    return f"{value:.1f}".removesuffix(".0")


def path(points, start="M"):
    return start + " ".join(f"{number(x)},{number(y)}" for x, y in points)


class Picture:
    def __init__(self, row, about, calls, limits, in_flight, first):
        start = max(0, about["start"] - first)
        self.row = row
        self.seconds = seconds = int(start + about["seconds"])
        scale = 1 if row.is_at_once else BIN
        self.truth = [
            (start + share * about["seconds"] if share else 0, value * scale)
            for share, value in row.steps]
        bins = seconds // BIN
        self.let_in, self.refused = [0] * bins, [0] * bins
        for at, outcome in calls:
            if at < bins * BIN:
                (self.refused if outcome == "throttled" else self.let_in)[int(at) // BIN] += 1
        self.in_flight = [point for point in in_flight if point[0] <= seconds]
        self.limits = [(at, believed(event, row)) for at, event in limits if at <= seconds]
        shown = [count for _, count in self.in_flight] if row.is_at_once else self.let_in
        self.most = max([value for _, value in self.truth] + shown) * 1.1
        self.most_refused = max(4, *self.refused)

    def x(self, at):
        return LEFT + at / self.seconds * (RIGHT - LEFT)

    def y(self, value):
        return MIDDLE - min(value, self.most) / self.most * (MIDDLE - TOP)

    def steps(self, points, end):
        """A line that keeps each value until the next; gaps where there is none."""
        parts, line = [], []
        for (at, value), following in zip(points, [*points[1:], (end, None)]):
            if value is None:
                line = []
                continue
            if not line:
                parts.append(line)
            new = [(self.x(at), self.y(value)), (self.x(following[0]), self.y(value))]
            line += [point for point in new if not line or point != line[-1]]
            if following[1] is None:
                line = []
        return "".join(path(part) for part in parts if part)

    def bars(self, counts, floor, height, most):
        wide = (RIGHT - LEFT) * BIN / self.seconds - 1
        return "".join(
            f"M{number(self.x(index * BIN))},{floor}v-{number(count / most * height)}"
            f"h{number(wide)}V{floor}z" for index, count in enumerate(counts) if count)

    def fewer(self, points):
        """Points that change something: a picture of a few kilobytes."""
        kept = []
        for at, value in points:
            if kept and at - kept[-1][0] < self.seconds / 400:
                kept[-1] = (kept[-1][0], value)
            elif not kept or kept[-1][1] != value:
                kept.append((at, value))
        return kept

    def svg(self):
        what = "calls in flight" if self.row.is_at_once else f"calls let in, every {BIN} s"
        shown = (
            f'<path class="in" d="{self.area()}"/>' if self.row.is_at_once else
            f'<path class="in" d="{self.bars(self.let_in, MIDDLE, MIDDLE - TOP, self.most)}"/>')
        low = self.bars(self.refused, BOTTOM, BOTTOM - MIDDLE - 28, self.most_refused)
        minutes = "".join(
            f'<text x="{number(self.x(at))}" y="{BOTTOM + 16}" text-anchor="middle">{at // 60}'
            f'{" min" if at == 60 else ""}</text>' for at in range(0, self.seconds + 1, 60))
        top = max(value for _, value in self.truth)
        return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">
<title>The pace at a limit: {self.row.words}</title><style>{STYLE.strip()}</style>
<text class="h" x="{LEFT}" y="16">{self.row.words}</text>
<text x="{LEFT}" y="31">{what}; dashed: the limit; line: the limit believed in</text>
{shown}
<path class="is" d="{self.steps(self.truth, self.seconds)}"/>
<path class="took" d="{self.steps(self.fewer(self.limits), self.seconds)}"/>
<text x="{LEFT - 6}" y="{number(self.y(top) + 4)}" text-anchor="end">{number(top)}</text>
<text x="{LEFT}" y="{MIDDLE + 18}">refused, every {BIN} s: {sum(self.refused)} in all</text>
<path class="no" d="{low}"/>
<text x="{LEFT - 6}" y="{MIDDLE + 36}" text-anchor="end">{self.most_refused}</text>
<path class="axis" d="M{LEFT},{TOP}V{MIDDLE}H{RIGHT}M{LEFT},{MIDDLE + 26}V{BOTTOM}H{RIGHT}"/>
{minutes}
</svg>
"""

    def area(self):
        points = [(self.x(at), self.y(count)) for at, count in self.fewer(self.in_flight)]
        if not points:
            return ""
        line = f"M{number(points[0][0])},{MIDDLE}V{number(points[0][1])}"
        for before, (across, up) in zip(points, points[1:]):
            line += f"H{number(across)}" + (f"V{number(up)}" if up != before[1] else "")
        return line + f"H{number(self.x(self.seconds))}V{MIDDLE}z"


def main():
    folder, pictures = map(pathlib.Path, sys.argv[1:])
    pictures.mkdir(parents=True, exist_ok=True)
    about = json.loads((folder / "session.json").read_text())
    for row in ROWS:
        events = folder / f"{row.name}.events"
        if row.processes == 1 and events.exists():
            picture = Picture(row, about, *read(events))
            (pictures / f"{row.name}.svg").write_text(picture.svg())


main()
