"""What has to hold of a batch, told from files alone: ledger, bill, clips, tracks.

`losses(scene)` gives a sentence for each promise that is broken, and none where all is well. It holds
after every run, however that ended; with `ended` also what has to hold once the batch is complete.
Nothing here is shared with the program: the ledger is read as SQL from a copy (looking at it must not
mend it), the bill as lines, MP3s frame by frame.

usage: python3 invariants.py LEDGER BILL OUTPUT-FOLDER PRICE [CEILING]
"""

import collections
import datetime
import glob
import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field


@dataclass
class Scene:
    """Where a batch's files are, and what it was told. Money is in thousandths of a yuan."""

    ledger: str
    bill: list
    output: str
    price: int = 50
    # The most that may be spent, by the plan's promise or the budget; and on second calls alone.
    ceiling: int | None = None
    repeats: int | None = None
    # What else may lie in the folder that holds all of it; None leaves that unlooked at.
    folder: str | None = None
    others: set = field(default_factory=set)
    # Gives the bytes at an address, where the service still runs.
    fetch: object = None
    # Whether the clocks of ledger and bill are one, and whether recorded tracks have to be there.
    clocks: bool = True
    tracks: bool = True
    # Jobs that have to be done at the end, and the states that jobs may end in.
    jobs: int | None = None
    ends: tuple = ("done",)


def read_bill(path):
    """The lines of a bill; one that is no JSON was being written when its emulator was killed."""
    rows = []
    if os.path.exists(path):
        for line in open(path, errors="replace"):
            try:
                rows.append(json.loads(line))
            except ValueError:
                pass
    return rows


def losses(scene, ended=False):
    """A sentence for each promise that does not hold."""
    found = []
    if not os.path.exists(scene.ledger):
        if scene.bill:
            found.append(f"{len(scene.bill)} calls are charged and there is no ledger")
        if ended:
            found.append("there is no ledger at the end")
        return found
    with tempfile.TemporaryDirectory(prefix="proof-") as folder:
        copy = os.path.join(folder, "ledger.sqlite")
        for ending in ("", "-wal"):
            if os.path.exists(scene.ledger + ending):
                shutil.copyfile(scene.ledger + ending, copy + ending)
        connection = sqlite3.connect(copy)
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda bytes: bytes.decode("utf-8", "replace")
        try:
            found += _whole(connection)
            for look in (_calls, _money, _results):
                found += look(connection, scene, ended)
            if ended:
                found += _end(connection, scene)
        except sqlite3.Error as error:
            found.append(f"the ledger cannot be read: {error}")
        finally:
            connection.close()
    return found


def _whole(connection):
    """SQLite's own checks of the file."""
    said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    found = [f"integrity_check: {line}" for line in said if line != "ok"]
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    return found + [f"{len(strays)} rows lead nowhere"] * bool(strays)


def _attempts(connection):
    return [
        dict(row)
        | {"key": (hashlib.sha256(row["text"].encode()).hexdigest(), row["voice_id"])}
        for row in connection.execute(
            "SELECT attempt.*, text, voice_id FROM attempt JOIN task USING (task_id)"
            " ORDER BY armed_at, attempt_id")
    ]


def _milliseconds(row):
    return round(datetime.datetime.fromisoformat(row["time"].replace("Z", "+00:00")).timestamp() * 1000)


# An attempt in one of these may have been charged without the ledger knowing of which call on the bill.
_IN_DOUBT = ("armed", "unknown", "writtenOff")


def _calls(connection, scene, ended):
    """Each charge has an attempt that was armed before it and counts it, each success its charge."""
    found = []
    attempts = _attempts(connection)
    named = collections.defaultdict(list)
    for attempt in attempts:
        for name in {attempt["request_id"], attempt["header_request_id"], attempt["audio_id"]} - {None}:
            named[name].append(attempt)
    taken = set()
    rest = collections.defaultdict(list)
    for row in scene.bill:
        key = (row["text_sha256"], row["voice"])
        # A call that a callback told of has no other name than its audio's.
        called = named[row["request_id"]] or named[row.get("audio_id")]
        same = [a for a in called if a["key"] == key]
        if called and not same:
            found.append(f"the call {row['request_id']} is booked on another text")
        if not same:
            rest[key].append(row)
            continue
        attempt = same[0]
        if attempt["attempt_id"] in taken:
            found.append(f"attempt {attempt['attempt_id']} stands for two charges")
        taken.add(attempt["attempt_id"])
        if scene.clocks and attempt["armed_at"] > _milliseconds(row):
            found.append(f"attempt {attempt['attempt_id']} was armed after its charge")
        if attempt["cost"] < scene.price:
            found.append(f"attempt {attempt['attempt_id']} is charged and counted as {attempt['cost']}")
    for key, rows in rest.items():
        free = [a for a in attempts if a["key"] == key and a["attempt_id"] not in taken]
        for row in sorted(rows, key=_milliseconds):
            fits = [
                a for a in free if a["state"] in _IN_DOUBT
                and (not scene.clocks or a["armed_at"] <= _milliseconds(row))]
            if not fits:
                states = ", ".join(f"{a['attempt_id']} {a['state']}" for a in free) or "none"
                found.append(f"the charge {row['request_id']} has no attempt in doubt (left: {states})")
                continue
            free.remove(fits[0])
            if fits[0]["cost"] < scene.price:
                found.append(f"attempt {fits[0]['attempt_id']} may be charged and is counted as free")
    charged = {row["request_id"] for row in scene.bill}
    for attempt in attempts:
        if attempt["state"] == "succeeded" and attempt["settled_by"] == "reply":
            names = {attempt["request_id"], attempt["header_request_id"]}
            if not names & charged:
                found.append(f"attempt {attempt['attempt_id']} succeeded and is not on the bill")
    by_task = collections.defaultdict(list)
    for attempt in attempts:
        by_task[attempt["task_id"]].append(attempt)
    for task, tries in by_task.items():
        for index, attempt in enumerate(tries):
            before = [a for a in tries[:index] if a["state"] == "succeeded" and a["settled_by"] == "reply"]
            if before:
                found.append(f"task {task} is called again after it succeeded")
                break
        asked = [a for a in tries if a["state"] not in ("notSent", "throttled", "refused", "free", "writtenOff")]
        if len(asked) > 3:
            found.append(f"task {task} was called {len(asked)} times")
        if sum(a["state"] == "armed" for a in tries) > 1:
            found.append(f"task {task} has two calls under way")
    return found


def _money(connection, scene, ended):
    """Surely <= bill <= at most, over all and for each text; sums are sums; nothing over its ceiling."""
    found = []
    billed = collections.Counter()
    for row in scene.bill:
        whole, _, part = row["price"].partition(".")
        billed[row["text_sha256"], row["voice"]] += int(whole) * 1000 + int(part.ljust(3, "0"))
    surely, at_most = collections.Counter(), collections.Counter()
    for attempt in _attempts(connection):
        surely[attempt["key"]] += attempt["surely_cost"]
        at_most[attempt["key"]] += attempt["cost"]
    for key in set(billed) | set(surely):
        if not surely[key] <= billed[key] <= at_most[key]:
            found.append(
                f"a text has {surely[key]} surely, {billed[key]} on the bill, {at_most[key]} at most")
    if not surely.total() <= billed.total() <= at_most.total():
        found.append(f"{surely.total()} surely, {billed.total()} on the bill, {at_most.total()} at most")
    for batch in connection.execute(
        "SELECT *, (SELECT coalesce(sum(cost), 0) FROM attempt WHERE attempt.batch_id = batch.batch_id)"
        " + (SELECT coalesce(sum(cost), 0) FROM question WHERE question.batch_id = batch.batch_id) AS sum,"
        " (SELECT coalesce(sum(cost), 0) FROM attempt WHERE attempt.batch_id = batch.batch_id"
        " AND is_repeat = 1) AS repeats FROM batch"):
        if batch["sum"] != batch["at_most_spent"]:
            found.append(f"a batch's calls come to {batch['sum']}, its sum says {batch['at_most_spent']}")
        if batch["repeats"] != batch["repeat_spent"]:
            found.append(f"second calls come to {batch['repeats']}, their sum says {batch['repeat_spent']}")
        if batch["ceiling"] is not None and batch["sum"] > batch["ceiling"]:
            found.append(f"a batch has spent {batch['sum']} over its ceiling {batch['ceiling']}")
    days = connection.execute(
        "SELECT (SELECT coalesce(sum(at_most_spent), 0) FROM account_day),"
        " (SELECT coalesce(sum(cost), 0) FROM attempt WHERE account IS NOT NULL)").fetchone()
    if days[0] != days[1]:
        found.append(f"the account's days come to {days[0]}, their calls to {days[1]}")
    if scene.ceiling is not None and max(billed.total(), at_most.total()) > scene.ceiling:
        found.append(f"{billed.total()} charged and {at_most.total()} at most, promised was {scene.ceiling}")
    repeats = sum(a["cost"] for a in _attempts(connection) if a["is_repeat"])
    if scene.repeats is not None and repeats > scene.repeats:
        found.append(f"{repeats} for second calls, where {scene.repeats} was the most")
    return found


def _sha256(path):
    return hashlib.sha256(open(path, "rb").read()).digest()


def _is_file(path, row):
    """Whether a file is there with the recorded bytes."""
    return os.path.isfile(path) and os.path.getsize(path) == row["byte_count"] \
        and _sha256(path) == row["sha256"]


def _results(connection, scene, ended):
    """A recorded clip is there as recorded and belongs to its text; so is a recorded track."""
    found = []
    clips = os.path.join(os.path.dirname(scene.ledger), "clips")
    for row in connection.execute(
        "SELECT clip.*, task.state AS task_state, hash, text, attempt.task_id AS paid_for, audio_url"
        " FROM clip JOIN task USING (task_id) LEFT JOIN attempt USING (attempt_id)"):
        path = os.path.join(clips, row["file"])
        if row["task_state"] != "stored":
            continue
        if not _is_file(path, row):
            found.append(f"the clip of task {row['task_id']} is not there as recorded")
            continue
        if row["paid_for"] not in (None, row["task_id"]):
            found.append(f"the clip of task {row['task_id']} was paid for by another task's call")
        frames = mp3_frames(open(path, "rb").read())
        if not frames:
            found.append(f"the clip of task {row['task_id']} is no whole MP3")
        elif abs(sum(f[2] for f in frames) * 1000 - row["duration_ms"]) > 60:
            found.append(f"the clip of task {row['task_id']} has another length than recorded")
        if ended and scene.fetch and row["audio_url"]:
            if hashlib.sha256(scene.fetch(row["audio_url"])).digest() != row["sha256"]:
                found.append(f"the clip of task {row['task_id']} is not what the service made of its text")
    stored = {row[0] for row in connection.execute("SELECT task_id FROM clip")}
    for row in connection.execute("SELECT task_id FROM task WHERE state = 'stored'"):
        if row[0] not in stored:
            found.append(f"task {row[0]} is stored and has no clip")
    for row in [] if not scene.tracks else connection.execute(
        "SELECT track.*, output, state FROM track JOIN job USING (job_id) WHERE state = 'done'"):
        if not _is_file(os.path.join(scene.output, row["file"]), row):
            found.append(f"the track {row['file']} is not there as recorded")
            continue
        if row["file"].endswith(".mp3"):
            sound = open(os.path.join(scene.output, row["file"]), "rb").read()
            found += _track(connection, clips, row, sound)
    return found


def _track(connection, clips, row, sound):
    """An MP3 track is a whole one, with the frames of its clips in their order."""
    frames = mp3_frames(sound)
    if not frames:
        return [f"the track {row['file']} is no whole MP3"]
    clip_frames = []
    for clip in connection.execute(
        "SELECT clip.file FROM job_task JOIN clip USING (task_id) JOIN job USING (job_id)"
        " WHERE job_id = ? AND kind = 'row' AND track_volume = 1000 AND track_form IS NULL"
        " ORDER BY job_task.position", (row["job_id"],)):
        path = os.path.join(clips, clip["file"])
        clip_frames += (mp3_frames(open(path, "rb").read()) or []) if os.path.exists(path) else []
    if clip_frames and _sound(frames) != _sound(clip_frames):
        return [f"the track {row['file']} has not the sound of its clips in their order"]
    return []


def _sound(frames):
    """The frames that sound: all but those of facts about the others."""
    return [frame[1] for frame in frames if frame[1][4:40].find(b"Info") < 0 and frame[1][4:40].find(b"Xing") < 0]


def _end(connection, scene):
    """The batch is complete, and nothing lies about."""
    found = []
    states = collections.Counter(
        row[0] for row in connection.execute("SELECT state FROM job WHERE state <> 'dropped'"))
    for state, count in states.items():
        if state not in scene.ends:
            reasons = {row[0] for row in connection.execute(
                "SELECT reason FROM job WHERE state = ?", (state,))}
            found.append(f"{count} jobs end as {state}: {reasons}")
    if scene.jobs is not None and states.total() != scene.jobs:
        found.append(f"{states.total()} jobs at the end, where {scene.jobs} were asked for")
    armed = connection.execute("SELECT count(*) FROM attempt WHERE state = 'armed'").fetchone()[0]
    if armed:
        found.append(f"{armed} calls are still armed at the end")
    if scene.folder:
        expected = set(scene.others) | {
            scene.ledger, scene.ledger + ".lock", scene.ledger + ".reserve"}
        clips = os.path.join(os.path.dirname(scene.ledger), "clips")
        expected |= {os.path.join(clips, row[0]) for row in connection.execute("SELECT file FROM clip")}
        for table in ("track", "job_file", "book_file"):
            expected |= {
                os.path.join(scene.output, row[0])
                for row in connection.execute(f"SELECT file FROM {table}")}
        for path in glob.glob(scene.folder + "/**", recursive=True, include_hidden=True):
            if os.path.isfile(path) and path not in expected:
                found.append(f"left over: {os.path.relpath(path, scene.folder)}")
    return found


# Kilobits and samples a second by MPEG version (3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5), Layer III.
_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def mp3_frames(data):
    """The frames of a whole MP3 as (place, bytes, seconds); None where it is not whole."""
    place = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte
        place = 10 + size
    frames = []
    while place < len(data):
        head = data[place:place + 4]
        if head[:3] == b"TAG" and place + 128 == len(data):
            break
        if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != 1:
            return None
        version, rate, sample = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
        if version == 1 or rate in (0, 15) or sample == 3:
            return None
        rates = _BIT_RATES[3 if version == 3 else 2]
        samples, hertz = (1152 if version == 3 else 576), _SAMPLE_RATES[version][sample]
        size = samples // 8 * rates[rate] * 1000 // hertz + (head[2] >> 1 & 1)
        if place + size > len(data):
            return None
        frames.append((place, data[place:place + size], samples / hertz))
        place += size
    return frames


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    given = Scene(
        ledger=sys.argv[1], bill=read_bill(sys.argv[2]), output=sys.argv[3], price=int(sys.argv[4]),
        ceiling=int(sys.argv[5]) if len(sys.argv) > 5 else None)
    sentences = losses(given, ended=True)
    print("\n".join(sentences) or "all holds")
    sys.exit(bool(sentences))
