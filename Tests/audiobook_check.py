"""Checks an audiobook that Tests/audiobooks.sh made against tools that are not ours.

usage: audiobook_check.py FOLDER NAME
"""

import json
import pathlib
import sqlite3
import subprocess
import sys

folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
ledger = sqlite3.connect(folder / "ledger" / f"{name}.sqlite")

jobs = ledger.execute(
    """SELECT job.title, sum(clip.duration_ms), count(*) FROM job
       JOIN job_task USING (job_id) JOIN clip USING (task_id)
       WHERE state = 'done' GROUP BY job_id ORDER BY job.position"""
).fetchall()
(book,) = folder.joinpath(name).glob("*.m4b")
probe = json.loads(subprocess.run(
    ["ffprobe", "-v", "error", "-show_chapters", "-show_streams", "-show_format", "-of", "json",
     str(book)], capture_output=True, text=True, check=True).stdout)

chapters = probe["chapters"]
assert [c["tags"]["title"] for c in chapters] == [title for title, _, _ in jobs], chapters
start = 0.0
for chapter, (title, milliseconds, clips) in zip(chapters, jobs):
    length = float(chapter["end_time"]) - float(chapter["start_time"])
    assert abs(length - milliseconds / 1000) <= 0.1, (title, length, milliseconds)
    assert abs(float(chapter["start_time"]) - start) <= 0.1, (title, start)
    start = float(chapter["end_time"])
total = sum(milliseconds for _, milliseconds, _ in jobs) / 1000
assert abs(float(probe["format"]["duration"]) - total) <= 0.1 * len(jobs)
covers = [s["codec_name"] for s in probe["streams"] if s["codec_type"] == "video"]
tags = probe["format"]["tags"]

bill = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]
billed = sum(round(float(entry["price"]) * 1000) for entry in bill)
surely, at_most = ledger.execute(
    "SELECT sum(CASE state WHEN 'succeeded' THEN cost ELSE 0 END), sum(cost) FROM attempt"
).fetchone()
assert surely <= billed <= at_most, (surely, billed, at_most)
tasks = ledger.execute("SELECT count(*) FROM task").fetchone()[0]
outcomes = dict(ledger.execute("SELECT state, count(*) FROM attempt GROUP BY state"))
# Every call beyond the plan is one whose outcome is unknown; nothing succeeded twice.
assert outcomes["succeeded"] == tasks, (outcomes, tasks)
print(f"{book.name}: {len(chapters)} chapters, {total / 3600:.2f} h, cover {covers or 'none'}, "
      f"artist {tags.get('artist')}")
print(f"{tasks} tasks, {len(bill)} calls charged, outcomes {outcomes}; surely "
      f"{surely / 1000:.2f} <= bill {billed / 1000:.2f} <= at most {at_most / 1000:.2f} CNY")
