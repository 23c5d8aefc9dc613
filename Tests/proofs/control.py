"""Shows that invariants.py can fail: each promise is broken by hand, and has to be found broken.

A batch is run to its end; each case then changes a copy of its ledger, bill, clips or tracks as a
fault of the program would, and names a word of the loss that has to be told.

usage: python3 control.py
"""

import copy
import glob
import os
import shutil
import sqlite3
import sys
import tempfile

from invariants import losses
from stage import Emulator, Round


def sql(*statements):
    def change(round, scene):
        connection = sqlite3.connect(round.ledger)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
    return change


def flip_bit(pattern, place=-1):
    def change(round, scene):
        path = glob.glob(os.path.join(round.root, pattern))[0]
        with open(path, "r+b") as file:
            file.seek(place, 2 if place < 0 else 0)
            byte = file.read(1)[0]
            file.seek(-1, 1)
            file.write(bytes([byte ^ 1]))
    return change


def leave(name):
    def change(round, scene):
        open(os.path.join(round.output, name), "w").close()
    return change


def bill(change_row):
    def change(round, scene):
        scene.bill = change_row(copy.deepcopy(scene.bill))
    return change


def swap_clips(round, scene):
    """Two clips under each other's names, with rows that fit them."""
    connection = sqlite3.connect(round.ledger)
    first, second = connection.execute(
        "SELECT task_id, file, byte_count, sha256, duration_ms FROM clip LIMIT 2").fetchall()
    for one, other in ((first, second), (second, first)):
        connection.execute(
            "UPDATE clip SET file = ?, byte_count = ?, sha256 = ?, duration_ms = ? WHERE task_id = ?",
            (*other[1:], one[0]))
    connection.commit()
    connection.close()


COPIED = "task_id, batch_id, run_id, account, day, request_id, settled_by"
CASES = {
    "a call without an attempt": ("no attempt in doubt", sql("DELETE FROM attempt WHERE attempt_id = 1")),
    "a charge that is counted as free": ("counted as", sql(
        "UPDATE attempt SET cost = 0, surely_cost = 0 WHERE attempt_id = 1")),
    "an attempt that is said to be free": ("surely", sql(
        "UPDATE attempt SET state = 'free', cost = 0, surely_cost = 0 WHERE attempt_id = 1")),
    "an attempt armed after its charge": ("armed after", sql("UPDATE attempt SET armed_at = armed_at + 60000")),
    "a success that nobody charged": ("not on the bill", bill(lambda rows: rows[1:])),
    "a charge more than was armed": ("no attempt in doubt", bill(
        lambda rows: rows + [rows[0] | {"request_id": "another", "audio_id": "another"}])),
    "two successes of a task": ("called again", sql(
        f"INSERT INTO attempt ({COPIED}, state, armed_at, cost, surely_cost)"
        f" SELECT {COPIED}, state, armed_at + 1, cost, surely_cost FROM attempt WHERE attempt_id = 1")),
    "four calls of a task": ("called 4 times", sql(*[
        f"INSERT INTO attempt ({COPIED}, state, armed_at, cost)"
        f" SELECT {COPIED}, 'unknown', armed_at - 1, cost FROM attempt WHERE attempt_id = 1"] * 3)),
    "a call booked on another text": ("another text", sql(
        "UPDATE attempt SET task_id = task_id % 3 + 1")),
    "a sum that is none": ("sum says", sql("UPDATE batch SET at_most_spent = 100")),
    "a day that is none": ("account's days", sql("UPDATE account_day SET at_most_spent = 100")),
    "a broken ceiling": ("ceiling", sql("UPDATE batch SET ceiling = 100")),
    "a broken promise": ("promised", lambda round, scene: setattr(scene, "ceiling", 149)),
    "a clip with a flipped bit": ("clip of task", flip_bit("ledger/clips/*/*.mp3")),
    "a clip of another text": ("not what the service made", swap_clips),
    "a clip without a row": ("stored and has no clip", sql("DELETE FROM clip WHERE task_id = 1")),
    "a track that is gone": ("the track", lambda round, scene: os.remove(os.path.join(round.output, "row-0.mp3"))),
    "a track that has a clip twice": ("sound of its clips", sql(
        "INSERT INTO job_task (job_id, position, task_id) SELECT job_id, 9, task_id FROM job_task"
        " WHERE job_id = 2 AND position = 1")),
    "a file left over": ("left over", leave(".kling-batch-1.part")),
    "a job that is not done": ("end as", sql("UPDATE job SET state = 'waiting' WHERE job_id = 1")),
    "a job that is forgotten": ("jobs at the end", sql("UPDATE job SET state = 'dropped' WHERE job_id = 1")),
    "an armed call at the end": ("still armed", sql("UPDATE attempt SET state = 'armed' WHERE attempt_id = 3")),
    "a damaged page": ("", flip_bit("ledger/l.sqlite", 4096 * 3 + 3)),
    "a row that leads nowhere": ("lead nowhere", sql("UPDATE attempt SET run_id = 99 WHERE attempt_id = 3")),
    "a ledger that is gone": ("no ledger", lambda round, scene: os.remove(round.ledger)),
}


def copied(round, name):
    """The round in a folder of its own, files and all."""
    other = copy.copy(round)
    other.folder = round.folder + "-" + name
    shutil.copytree(round.folder, other.folder)
    for part in ("root", "ledger", "output"):
        setattr(other, part, getattr(round, part).replace(round.folder, other.folder, 1))
    return other


def main():
    missed = 0
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder, Emulator(folder) as emulator:
        whole = Round(folder, emulator, "control")
        if whole.run() != 0 or whole.losses(ended=True):
            print("the batch itself fails:", whole.said, whole.losses(ended=True))
            return 1
        for number, (name, (word, change)) in enumerate(CASES.items()):
            round = copied(whole, str(number))
            scene = round.scene()
            change(round, scene)
            found = losses(scene, ended=True)
            if not any(word in loss for loss in found):
                missed += 1
                print(f"MISSED {name}: {found}")
            round.clear()
    print(f"control: {len(CASES)} promises broken, {len(CASES) - missed} found broken")
    return missed


if __name__ == "__main__":
    sys.exit(bool(main()))
