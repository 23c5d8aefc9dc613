"""Sets the machine against a batch: full disks, few descriptors, stops, clocks, two runs, damaged files.

Each case spoils something, runs the batch, and judges with invariants.py; then what can be made well is
made well, and the batch has to be completed. A ledger that is damaged has to be refused with not one
call, and left as it is, or be of use. Files of strangers stay as they are.

usage: python3 machine.py [WIDTH [SEED]]   (as root, for the small disks; without, those are left out)
"""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from stage import Account, Emulator, Round, build_library, command, side_by_side

ENDS = (0, 1, 2, 3, 64)


def judged(round, code, more=()):
    found = list(round.losses(**dict(more)))
    if code is None:
        found.append("the run hangs")
    elif code not in ENDS:
        found.append(f"the run ends with {code}")
    return found


def completed(round, more=(), arguments=None):
    """What is lost when all is well again."""
    code = round.run(arguments=arguments)
    found = [] if code == 0 else [f"when all is well again, the run ends with {code}"]
    return found + ["at the end: " + loss for loss in round.losses(ended=True, **dict(more))]


class SmallDisk:
    """A disk of so many kilobytes over a folder."""

    def __init__(self, folder, kilobytes):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=True)

    def __enter__(self):
        return self

    def again(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], check=True)


def may_mount():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True)
        if done.returncode == 0:
            subprocess.run(["umount", folder])
        return done.returncode == 0


def full_disk(round, kilobytes, place):
    folder = {"all": round.root, "tracks": round.output}[place]
    with SmallDisk(folder, kilobytes) as disk:
        found = judged(round, round.run())
        disk.again("size=64m")
        return found + completed(round)


def read_only(round, place):
    folder = {"all": round.root, "tracks": round.output}[place]
    with SmallDisk(folder, 65536) as disk:
        disk.again("ro")
        found = judged(round, round.run())
        if round.emulator.charges(round.texts):
            found.append("calls were made though nothing can be written")
        disk.again("rw")
        return found + completed(round)


def few_descriptors(round, count):
    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))
    return judged(round, round.run(before=limit)) + completed(round)


def stopped(round, after, seconds):
    """SIGSTOP in the middle, for longer than calls may take."""
    process = round.start()
    time.sleep(after)
    process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    process.send_signal(signal.SIGCONT)
    return judged(round, round.wait(process)) + completed(round)


def other_clock(round, seconds, at):
    """The clock steps within the first run; the second has the true one."""
    more = {"clocks": False}
    environment = round.spoilt(0, "none") | {"PROOF_CLOCK": str(seconds), "PROOF_CLOCK_FROM": str(at)}
    found = judged(round, round.run(environment), more)
    round.run(environment | {"PROOF_CLOCK": str(-seconds)})
    return found + completed(round, more)


def at_once(round, count):
    """Several runs of one batch at once, which wait for one another."""
    waiting = [word for word in round.arguments if word != "--no-wait"]
    runs = [round.start(arguments=waiting) for _ in range(count)]
    found = []
    for run in runs:
        code = round.wait(run)
        found += [f"a run beside others ends with {code}"] * (code != 0)
    return found + completed(round)


def one_folder(round):
    """Two ledgers with one output folder: the first one's tracks stay."""
    found = completed(round)
    tracks = {name: open(os.path.join(round.output, name), "rb").read() for name in os.listdir(round.output)}
    other = [word.replace("/ledger/", "/other/") for word in round.arguments]
    code = round.run(arguments=other)
    if code not in (0, 2):
        found.append(f"the other ledger's run ends with {code}")
    for name, data in tracks.items():
        if open(os.path.join(round.output, name), "rb").read() != data:
            found.append(f"the other run has replaced {name}")
    return found


def stranger(round):
    """Somebody else's file has a track's name."""
    path = os.path.join(round.output, "row-0.mp3")
    os.makedirs(round.output)
    open(path, "w").write("not ours")
    found = judged(round, round.run())
    if open(path).read() != "not ours":
        found.append("a stranger's file is replaced")
    os.remove(path)
    return found + completed(round)


def gone_folder(round, after):
    """The output folder is removed while the run is on."""
    process = round.start()
    time.sleep(after)
    shutil.rmtree(round.output, ignore_errors=True)
    return judged(round, round.wait(process), {"tracks": False}) + completed(round)


def changed(round, pattern, how):
    """A clip or a track is changed by hand between two runs."""
    if round.run() != 0:
        return ["the first run fails"]
    paths = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(round.root, pattern))
             for name in names]
    path = sorted(paths)[0]
    size = os.path.getsize(path)
    if how == "gone":
        os.remove(path)
    elif how == "empty":
        open(path, "w").close()
    elif how == "short":
        os.truncate(path, size // 2)
    else:
        with open(path, "r+b") as file:
            file.seek(size // 2)
            byte = file.read(1)[0]
            file.seek(-1, 1)
            file.write(bytes([byte ^ 1]))
    before = len(round.emulator.charges(round.texts))
    code = round.run()
    found = []
    if code not in (0, 2):
        found.append(f"the run after the change ends with {code}")
    if len(round.emulator.charges(round.texts)) != before:
        found.append("what was paid for is paid for again")
    if how == "gone" or pattern == "ledger/clips":
        # A track that a person changed is theirs; what is gone is made again.
        if pattern == "audio":
            found += ["at the end: " + loss for loss in round.losses(ended=True)]
    return found


def damaged(round, how, choose):
    """The ledger of a killed run is damaged, and run on."""
    round.run(round.spoilt(choose.randint(380, 480), "kill"))
    ledger = round.ledger
    if not os.path.exists(ledger):
        return completed(round)
    log = ledger + "-wal"
    if how == "truncated":
        os.truncate(ledger, choose.randrange(os.path.getsize(ledger)))
    elif how in ("flipped", "flipped log"):
        path = ledger if how == "flipped" else log
        with open(path, "r+b") as file:
            place = choose.randrange(os.path.getsize(path))
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 1 << choose.randrange(8)]))
    elif how == "newer":
        connection = sqlite3.connect(ledger)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    elif how == "another program's":
        for path in (ledger, log, ledger + "-shm"):
            if os.path.exists(path):
                os.remove(path)
        connection = sqlite3.connect(ledger)
        connection.execute("CREATE TABLE theirs (a)")
        connection.close()
    elif how == "no ledger":
        open(ledger, "w").write("not a ledger at all\n" * 100)
    before, charges = open(ledger, "rb").read(), len(round.emulator.charges(round.texts))
    code = round.run()
    found = []
    if code is None or code not in ENDS:
        found.append(f"the run with a damaged ledger ends with {code}")
    refuses = how in ("newer", "another program's", "no ledger")
    if refuses and (code == 0 or open(ledger, "rb").read() != before):
        found.append(f"a ledger that is not ours is used (exit {code})")
    if (refuses or code == 1) and len(round.emulator.charges(round.texts)) > charges \
            and how != "flipped" and how != "flipped log":
        found.append("a refused ledger costs calls")
    return found


def cases(choose, mounts):
    if mounts:
        for kilobytes in range(4160, 5400, 48):
            yield f"full disk {kilobytes} kB", lambda r, k=kilobytes: full_disk(r, k, "all"), 1
        for kilobytes in range(4, 44, 4):
            yield f"full disk of tracks {kilobytes} kB", lambda r, k=kilobytes: full_disk(r, k, "tracks"), 1
        for place in ("all", "tracks"):
            yield f"read-only {place}", lambda r, p=place: read_only(r, p), 1
    for count in [*range(6, 40, 2), 48, 64]:
        yield f"{count} descriptors", lambda r, c=count: few_descriptors(r, c), 1
    for after in (0.3, 0.6, 0.9, 1.2):
        yield f"stopped after {after} s", lambda r, a=after: stopped(r, a, 4), 1
    for hours in (-9000, -24, -3, 3, 24, 9000):
        for _ in range(3):
            at = choose.randint(1, 400)
            yield f"clock {hours} h at {at}", lambda r, h=hours, a=at: other_clock(r, h * 3600, a), 2
    for count in (2, 3):
        yield f"{count} runs at once", lambda r, c=count: at_once(r, c), 1
    yield "two ledgers and one folder", one_folder, 1
    yield "a stranger's file", stranger, 1
    for after in (0.5, 0.8, 1.1):
        yield f"output gone after {after} s", lambda r, a=after: gone_folder(r, a), 1
    for pattern in ("audio", "ledger/clips"):
        for how in ("gone", "empty", "short", "flipped"):
            yield f"{pattern} {how}", lambda r, p=pattern, h=how: changed(r, p, h), 1
    for how, count in (("truncated", 10), ("flipped", 20), ("flipped log", 20), ("newer", 1),
                       ("another program's", 1), ("no ledger", 1)):
        for number in range(count):
            luck = random.Random(f"{how} {number} {choose.random()}")
            yield f"ledger {how} {number}", lambda r, h=how, l=luck: damaged(r, h, l), 2


def main(width=2, seed=1):
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    mounts = may_mount()
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:
        library = build_library(folder)
        with Emulator(folder) as emulator:
            account = Account("machine", keep)

            def work(case):
                name, spoil, faults = case
                round = Round(folder, emulator, name.replace(" ", "-").replace("/", "-"), library)
                account.take(name, sorted(set(spoil(round))), round, faults=faults)

            side_by_side(cases(random.Random(seed), mounts), work, width)
            lost = account.end()
    if not mounts:
        print("without small disks: mounting is not allowed here")
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
