"""Cuts the power of a batch's disk, thousands of times, and looks what the next run starts from.

A run is recorded: each write, each name and each sync, in their order, and what it sent. A cut is a
place in that tape. What was synced by then is on the disk; of what was not, any part: of a file's
writes any subset, the last of them torn within a page; of a folder's changes of names the first few.
The bill at the cut has every call that was sent by then. On each disk so made all of invariants.py has
to hold, and from some of them the batch is gone on with, and has to end as if nothing had happened.

Controls that have to lose: the log's syncs ignored; the log synced only before it is copied into the
file, which is what synchronous=NORMAL does; and the syncs of clips ignored.

usage: python3 power.py [CUTS [GONE-ON-WITH [SEED]]]
"""

import bisect
import hashlib
import os
import random
import shutil
import sys
import tempfile

from invariants import losses
from stage import Account, Emulator, Round, build_library


class File:
    """What a file would hold: surely, and what may be lost of it."""

    def __init__(self, is_folder=False):
        self.is_folder = is_folder
        # Bytes of a file, or numbers of files by name; and changes that no sync has followed.
        self.sure = {} if is_folder else b""
        self.open = []

    def sync(self):
        for change in self.open:
            self.sure = change(self.sure)
        self.open = []

    def after_cut(self, choose):
        """What is there after a cut: what is sure, and of the rest what luck has it."""
        sure = self.sure
        if self.is_folder:
            kept = choose.choice((0, len(self.open), choose.randint(0, len(self.open))))
            for change in self.open[:kept]:
                sure = change(sure)
            return sure
        luck = choose.choice((0, 0.5, 0.5, 1))
        for change in self.open:
            if choose.random() < luck:
                sure = change(sure, choose if choose.random() < 0.3 else None)
        return sure


def writing(place, data):
    def change(sure, choose=None):
        bytes = data
        if choose:
            # Torn: only some of its sectors.
            whole = bytearray(sure[place:place + len(data)].ljust(len(data), b"\0"))
            for sector in range(0, len(data), 512):
                if choose.random() < 0.5:
                    whole[sector:sector + 512] = data[sector:sector + 512]
            bytes = b"" + whole
        return sure[:place].ljust(place, b"\0") + bytes + sure[place + len(bytes):]
    return change


def sizing(size):
    return lambda sure, choose=None: sure[:size].ljust(size, b"\0")


def naming(name, number):
    return lambda names: names | {name: number}


def unnaming(name):
    return lambda names: {key: value for key, value in names.items() if key != name}


class Tape:
    """What a run did, read from the tape that calls.c writes."""

    def __init__(self, path, root):
        self.operations = []
        data, place = open(path, "rb").read(), 0
        self.root_number = os.stat(root).st_ino
        while place < len(data):
            end = data.index(b"\n", place)
            words = data[place:end].decode().split(" ")
            size = int(words[3])
            self.operations.append((words, data[end + 1:end + 1 + size]))
            place = end + 1 + size

    def __len__(self):
        return len(self.operations)

    def sent(self, texts):
        """By text: the place on the tape where its call was first sent."""
        places = {}
        for place, (words, data) in enumerate(self.operations):
            for text in texts:
                if words[0] == "N" and text.encode() in data:
                    places.setdefault(text, place)
        return places

    def disk(self, until, ignored=lambda path, then: False):
        """The files by number, as they were at a place; `ignored` says which syncs never were."""
        root = File(is_folder=True)
        files = {self.root_number: root}
        paths = {self.root_number: ""}
        for place, (words, data) in enumerate(self.operations[:until]):
            what, number, is_folder = words[0], int(words[1]), words[2] == "1"
            if what == "N":
                continue
            if what in "WTS":
                file = files.get(number)
                # The reserve is bytes without a meaning, and many of them.
                if file is None or paths[number].endswith(".reserve"):
                    continue
                if what == "S":
                    if not ignored(paths[number], lambda: self._next_write(place, paths)):
                        file.sync()
                else:
                    file.open.append(
                        writing(int(words[2]), data) if what == "W" else sizing(int(words[2])))
                continue
            folder, _, name = words[4].partition("/")
            other, _, to = words[5].partition("/")
            folder, other = int(folder), int(other)
            if what == "C":
                files[number] = File(is_folder)
                paths[number] = paths.get(folder, "") + "/" + name
                files[folder].open.append(naming(name, number))
            elif what == "L":
                files[other].open.append(naming(to, number))
            elif what == "U":
                files[folder].open.append(unnaming(name))
            elif what == "R":
                paths[number] = paths.get(other, "") + "/" + to
                moved = lambda names, name=name, to=to, number=number: unnaming(name)(names) | {to: number}
                files[other].open.append(moved)
            else:
                swapped = lambda names, a=name, b=to: names | {a: names[b], b: names[a]}
                files[other].open.append(swapped)
        return root, files

    def _next_write(self, place, paths):
        """The path of what is written next."""
        for words, _ in self.operations[place + 1:]:
            if words[0] == "W" and int(words[1]) in paths:
                return paths[int(words[1])]
        return ""


def lay_out(folder, file, files, choose):
    """Makes what is there after a cut, below a folder."""
    os.makedirs(folder, exist_ok=True)
    for name, number in file.after_cut(choose).items():
        child = files[number]
        path = os.path.join(folder, name)
        if child.is_folder:
            lay_out(path, child, files, choose)
            continue
        # Two names of one file are one file.
        made = getattr(child, "made", None)
        if made and os.path.exists(made):
            os.link(made, path)
            continue
        with open(path, "wb") as out:
            out.write(child.after_cut(choose))
        os.chmod(path, 0o600)
        child.made = path


def is_log(path):
    return path.endswith("-wal")


CONTROLS = {
    "the log's syncs ignored": lambda path, then: is_log(path),
    "synchronous=NORMAL": lambda path, then: is_log(path) and is_log(then()),
    "the syncs of clips ignored": lambda path, then: "/clips" in path,
}


class Recording:
    """A run of a small batch, its tape, and its bill in the order of its calls."""

    def __init__(self, folder, emulator, library, name):
        self.round = Round(folder, emulator, name, library)
        path = os.path.join(folder, name + ".tape")
        if self.round.run(self.round.spoilt(0, "none") | {"PROOF_TAPE": path}) != 0:
            raise SystemExit("the undisturbed run fails: " + self.round.said[-1])
        found = self.round.losses(ended=True)
        if found:
            raise SystemExit(f"the undisturbed run loses: {found}")
        self.tape = Tape(path, self.round.root)
        self.bill = self.round.scene().bill
        sent = self.tape.sent(self.round.texts)
        hashes = {hashlib.sha256(text.encode()).hexdigest(): text for text in self.round.texts}
        self.sent = [sent[hashes[row["text_sha256"]]] for row in self.bill]

    def cut(self, place, choose, ignored):
        """Lays out the disk of a cut in place of the run's own; gives the bill at that moment."""
        for entry in os.scandir(self.round.root):
            shutil.rmtree(entry.path) if entry.is_dir() else os.remove(entry.path)
        root, files = self.tape.disk(place, ignored)
        lay_out(self.round.root, root, files, choose)
        return [row for row, sent in zip(self.bill, self.sent) if sent < place]

    def cuts(self, count, seed, ignored=lambda path, then: False):
        """Cuts all over the tape, more of them from the first call on, where money is at stake."""
        choose = random.Random(seed)
        first = min(self.sent)
        for number in range(count):
            least = 0 if number % 4 == 0 else first
            place = choose.randint(least, len(self.tape))
            yield number, place, self.cut(place, choose, ignored)


def main(cuts=2000, goes_on=100, seed=1):
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:
        library = build_library(folder)
        with Emulator(folder) as emulator:
            recording = Recording(folder, emulator, library, f"power-{seed}")
            round = recording.round
            syncs = sum(words[0] == "S" for words, _ in recording.tape.operations)
            print(f"{len(recording.tape)} operations, {syncs} syncs, {len(recording.bill)} calls", flush=True)
            account = Account("power", keep)
            for number, place, bill in recording.cuts(cuts, seed):
                found = ["after the cut: " + loss for loss in losses(round.scene(bill=bill))]
                if number % max(1, cuts // max(1, goes_on)) == 0:
                    before = len(round.emulator.charges(round.texts))
                    code = round.run()
                    if code != 0:
                        found.append(f"the run after it ends with {code}: {round.said[-1]}")
                    bill = bill + round.emulator.charges(round.texts)[before:]
                    found += ["at the end: " + loss
                              for loss in losses(round.scene(bill=bill), ended=True)]
                account.take(f"{number} at {place}", found)
            lost = account.end()
            silent = 0
            for name, ignored in CONTROLS.items():
                count = min(cuts, 200)
                failed = sum(
                    bool(losses(round.scene(bill=bill)))
                    for _, _, bill in recording.cuts(count, seed, ignored))
                print(f"control, {name}: {failed} of {count} cuts lose", flush=True)
                silent += failed == 0
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost + silent


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
