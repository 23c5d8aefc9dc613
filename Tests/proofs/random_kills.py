"""Kills runs at random moments, over lists, books, subtitles and two batches in one ledger.

Each round has up to four kills (SIGKILL) within a batch whose calls take a moment and meet a tenth of
faults that heal, with callbacks or without; then it is gone on with until it is complete. After each
run all of invariants.py has to hold.

usage: python3 random_kills.py [ROUNDS [WIDTH [SEED]]]   (ffmpeg makes the books and films)
"""

import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time

from stage import Account, Emulator, Round, side_by_side


def inputs(kind, folder, name):
    """The files of a batch, and what of the command line they need."""
    if kind == "book":
        path = os.path.join(folder, "book.md")
        with open(path, "w") as file:
            file.write(f"---\ntitle: The Book of {name}\n---\n")
            for chapter in range(3):
                lines = " ".join(f"Sentence {line} of chapter {chapter} of {name} is told." for line in range(4))
                file.write(f"\n## Chapter {chapter}\n\n{lines}\n")
        return [path], ["--max-chars", "120"]
    if kind == "film":
        path = os.path.join(folder, "film.srt")
        with open(path, "w") as file:
            for cue in range(6):
                file.write(f"{cue + 1}\n00:00:{cue * 6:02},000 --> 00:00:{cue * 6 + 5:02},000\n"
                           f"Cue {cue} of {name} says so.\n\n")
        return [path], []
    path = os.path.join(folder, "list.csv")
    with open(path, "w") as file:
        file.write("id,text\n")
        for row in range(12):
            text = f"Row {row % 10} of {name} is spoken." * (1 + row % 3)
            file.write(f"row-{row},{text.replace('.R', '. R')}\n")
    return [path], ["--max-chars", "70"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Batch(Round):
    """One of several batches in a round's ledger."""

    def __init__(self, round, kind, number, options):
        self.__dict__.update(round.__dict__)
        folder = os.path.join(round.folder, f"batch-{number}")
        os.makedirs(folder)
        paths, own = inputs(kind, folder, f"{round.name} {number}")
        self.output = os.path.join(round.root, f"audio-{number}")
        self.arguments = [
            "run", *paths, "--voice", "reader_en_m-v1", "--output", self.output, "--no-wait", "--quiet",
            "--ledger", self.ledger, "--base-url", round.emulator.address, "--deadline", "2",
            "--max-unknown-spend", "5", "--batch", f"batch-{number}", *own, *options]


def play(round, kind, callbacks, choose):
    """A round; gives what was lost and how often a run was killed."""
    first = len(round.emulator.bill())
    options = []
    if callbacks:
        port = free_port()
        options = ["--callback-listen", f"127.0.0.1:{port}", "--callback-base", f"http://127.0.0.1:{port}",
                   "--callback-wait", "0"]
    kinds = ["list", "list"] if kind == "two" else [kind]
    batches = [Batch(round, kind, number, options) for number, kind in enumerate(kinds)]

    def losses(ended=False):
        return round.losses(
            ended, bill=round.emulator.bill()[first:], ceiling=None, repeats=5000 * len(batches), fetch=None,
            jobs=None, output=batches[0].output if len(batches) == 1 else None, tracks=len(batches) == 1,
            folder=round.root if kind == "list" else None)

    found, kills = [], 0
    for _ in range(choose.randint(1, 4)):
        batch = choose.choice(batches)
        process = batch.start()
        timer = threading.Timer(choose.uniform(0.05, 3), process.send_signal, [signal.SIGKILL])
        timer.start()
        code = round.wait(process)
        timer.cancel()
        kills += code == -signal.SIGKILL
        if code not in (-signal.SIGKILL, 0, 1, 2):
            found.append(f"a run ends with {code}")
        # A call that was under way is charged though nobody waits for it.
        time.sleep(0.2)
        found += losses()
    for batch in batches:
        for _ in range(4):
            code = round.wait(batch.start())
            if code == 0:
                break
            found += losses()
            if code == 2:
                round.run(arguments=["retry", batch.arguments[batch.arguments.index("--batch") + 1],
                                     "--ledger", round.ledger, "--quiet"])
        if code != 0:
            found.append(f"the batch is not completed: {code}")
    return sorted(set(found + ["at the end: " + loss for loss in losses(ended=True)])), kills


def main(rounds=1000, width=2, seed=1):
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    account = Account("random kills", keep)
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:

        def work(worker):
            place = os.path.join(folder, f"service-{worker}")
            os.makedirs(place)
            with Emulator(place, "--faults", "all-healing:0.1", "--seed", str(seed + worker), "--latency",
                          "0.1", "--callbacks", "page") as emulator:
                for number in range(worker, rounds, width):
                    choose = random.Random(f"{seed} {number}")
                    kind = choose.choice(("list", "list", "book", "film", "two"))
                    callbacks = choose.random() < 0.3
                    name = f"{number}-{kind}{'-callbacks' * callbacks}"
                    round = Round(folder, emulator, name)
                    found, kills = play(round, kind, callbacks, choose)
                    account.take(name, found, round, faults=kills)

        side_by_side(range(width), work, width)
        lost = account.end()
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
