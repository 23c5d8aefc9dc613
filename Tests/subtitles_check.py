"""Checks a voice track that Tests/subtitles.sh made by its sound, and prints a row of a table.

The speech is found by ffmpeg's silence detector, not by figures of ours.

usage: subtitles_check.py SUBTITLES TRACK-WITHOUT-ENDING PLAN CALLS speech|silence
"""

import json
import pathlib
import re
import subprocess
import sys

source, stem, plan, calls, engine = sys.argv[1:]
fit = json.loads(pathlib.Path(stem + ".fit.json").read_text())
plan = json.loads(pathlib.Path(plan).read_text())
calls = int(calls)
track = stem + ".mp3"
assert calls == plan["calls_to_pay"], (calls, plan)

# The length: up to the end of the last cue, unless speech runs over it.
times = re.findall(r"(?:(\d+):)?(\d+):(\d+)[.,](\d+)\s*\n?", "\n".join(
    line.split("-->")[1] for line in pathlib.Path(source).read_bytes().decode("utf-8-sig").splitlines()
    if "-->" in line))
end = max(int(h or 0) * 3600 + int(m) * 60 + int(s) + int(f) / 1000 for h, m, s, f in times)
spoken_end = max(row["end_s"] for row in fit["rows"])
length = float(subprocess.run(
    ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", track],
    capture_output=True, text=True, check=True).stdout)
assert abs(length - max(end, spoken_end)) < 0.1, (length, end, spoken_end)

# No two utterances of one speaker overlap, and the times of the .srt are those of the report.
last = {}
for row in fit["rows"]:
    speaker = (row["speaker"], row["voice_id"])
    assert row["start_s"] >= last.get(speaker, 0) - 0.001, row
    last[speaker] = row["end_s"]
    assert row["start_s"] - row["cue_start_s"] <= 0.08 or row["drift_s"] > 0, row

heard = total = 0
missed = []
if engine == "speech":
    log = subprocess.run(
        ["ffmpeg", "-v", "info", "-nostdin", "-i", track, "-af", "silencedetect=n=-40dB:d=0.03",
         "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    starts = [float(x) for x in re.findall(r"silence_end: ([\d.]+)", log)]
    if not re.search(r"silence_start: -?0(\.0+)?\d*\b", log):
        starts.insert(0, 0.0)
    for row in fit["rows"]:
        total += 1
        expected = row["cue_start_s"] + row["drift_s"]
        distance = min(abs(start - expected) for start in starts)
        heard += distance <= 0.08
        if distance > 0.08:
            missed.append((round(distance, 3), row["first_cue"], expected))
share = f"{heard} of {total}" if engine == "speech" else "announced lengths"
print(f"| {pathlib.Path(source).name} | {plan['spoken_cues']} | {plan['utterances']} | {calls} "
      f"| {plan['cost_cny']} | {plan['one_call_a_cue_cny']} | {fit['fitting'] / fit['utterances']:.0%} "
      f"| {fit['median_drift_ms'] / 1000:.2f} s | {fit['worst_drift_ms'] / 1000:.2f} s | {share} |")
for miss in missed:
    print("  not heard:", miss, file=sys.stderr)
