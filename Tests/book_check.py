"""Checks what Tests/book.sh made against tools that are not ours.

usage: book_check.py FOLDER
"""

import json
import pathlib
import sqlite3
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
ledger = sqlite3.connect(folder / "ledger.sqlite")

tracks = ledger.execute(
    "SELECT job.output, track.duration_ms, track.clip_count FROM job LEFT JOIN track USING (job_id)"
).fetchall()
assert len(tracks) == 12, f"{len(tracks)} jobs instead of 12"
for output, duration_ms, clips in tracks:
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
         str(folder / "audio" / output)],
        capture_output=True, text=True, check=True)
    seconds = float(probe.stdout)
    # ffprobe and the frames may differ by a frame a clip, 24 ms each at most.
    assert abs(seconds * 1000 - duration_ms) <= 30 * clips, (output, seconds, duration_ms)

# Every clip must be as long as the service announced it.
for measured, announced in ledger.execute(
    "SELECT clip.duration_ms, attempt.duration_ms FROM clip JOIN attempt USING (attempt_id)"
):
    assert abs(measured - announced) <= max(250, announced // 50), (measured, announced)

bill = [json.loads(line) for line in (folder / "bill.jsonl").read_text().splitlines()]
billed = sum(round(float(entry["price"]) * 1000) for entry in bill)
surely, at_most = ledger.execute(
    "SELECT sum(CASE state WHEN 'succeeded' THEN cost ELSE 0 END), sum(cost) FROM attempt"
).fetchone()
assert surely <= billed <= at_most, (surely, billed, at_most)
# The sums that the budget is held against are those of the attempts.
assert (at_most,) == ledger.execute("SELECT at_most_spent FROM batch").fetchone()
tasks = ledger.execute("SELECT count(*) FROM task").fetchone()[0]
outcomes = dict(ledger.execute("SELECT state, count(*) FROM attempt GROUP BY state"))
print(f"12 tracks, {tasks} tasks, {len(bill)} calls charged, outcomes {outcomes}")
print(f"surely spent {surely / 1000:.2f} <= bill {billed / 1000:.2f} <= at most {at_most / 1000:.2f}")
