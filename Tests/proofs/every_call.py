"""Spoils every call of a small batch in turn, from the empty folder on, and goes on after it.

kill: the process ends at the N-th call that changes files or talks, before it or after half of what
it writes; the next run ends at its own M-th; the third has to complete the batch. fail: the N-th call
fails with each error that it may meet in the wild; the next run has to complete the batch. After each
run, whatever its end, all of invariants.py has to hold.

usage: python3 every_call.py kill|fail [WIDTH [EVERY [SEED [FROM]]]]
  EVERY: each so many-th call only; FROM: the first call
"""

import errno
import os
import random
import re
import sys
import tempfile

from stage import Account, Emulator, Round, build_library, side_by_side

CHANGING = ",fsync,fdatasync,ftruncate,rename,link,unlink,mkdir,create,write,writev,pwrite,send,recv,read,connect,socket,"

# What a call may meet, by its kind; of files and of sockets.
FILE_ERRORS = {
    "fsync": ("EIO", "ENOSPC"), "fdatasync": ("EIO", "ENOSPC"), "ftruncate": ("EIO", "ENOSPC", "EINTR"),
    "rename": ("EIO", "ENOSPC"), "link": ("EIO", "EMLINK"), "unlink": ("EIO", "EROFS"),
    "mkdir": ("EIO", "ENOSPC"), "create": ("EMFILE", "ENOSPC", "EIO", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR", "short"), "writev": ("ENOSPC", "EIO", "short"),
    "pwrite": ("ENOSPC", "EIO", "EINTR", "short"), "open": ("EMFILE", "EIO"),
    "pread": ("EIO",), "read": ("EIO", "EINTR"),
}
SOCKET_ERRORS = {
    "connect": ("ENETUNREACH", "ECONNREFUSED", "EINTR"), "socket": ("EMFILE",),
    "write": ("ECONNRESET", "EPIPE", "EINTR", "short"), "writev": ("ECONNRESET", "short"),
    "send": ("ECONNRESET",), "read": ("ECONNRESET", "EINTR", "short"), "recv": ("ECONNRESET", "EINTR"),
}


def calls(folder, emulator, library, kinds, name):
    """The calls of a first run and of the one that follows it, as (number, kind, path)."""
    round = Round(folder, emulator, name, library)
    lists = []
    for part in ("first", "second"):
        log = os.path.join(folder, f"{name}-{part}.log")
        if round.run(round.spoilt(0, "none", log, kinds)) != 0:
            raise SystemExit("the undisturbed run fails: " + round.said[-1])
        lists.append([
            (int(number), kind, path)
            for number, kind, *rest in (line.split(" ", 2) for line in open(log).read().splitlines())
            for path in [" ".join(rest)]])
    round.clear()
    return lists


def worth(call):
    """All but most of the 256 folders of clips, which are made and opened alike."""
    return not re.fullmatch(r".*/clips/(?!00|7f|ff)[0-9a-f]{2}", call[2])


def main(what, width=2, every=1, seed=1, start=1):
    choose = random.Random(seed)
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:
        library = build_library(folder)
        with Emulator(folder) as emulator:
            account = Account(f"every call, {what}", keep)
            kinds = CHANGING if what == "kill" else None
            first, second = calls(folder, emulator, library, kinds, "reference")
            print(f"{len(first)} calls of a first run, {len(second)} of the one after it", flush=True)
            jobs = []
            recovery = [call for call in first if worth(call)]
            chosen = [call for call in recovery if call[0] >= start][::every]
            if what == "kill":
                for call in chosen:
                    ways = ("kill", "torn") if call[1] in ("write", "pwrite", "writev") else ("kill",)
                    jobs += [(call, way, choose.choice(recovery)[0]) for way in ways]
            else:
                for call in chosen:
                    errors = (SOCKET_ERRORS if call[2] == "socket" else FILE_ERRORS)[call[1]]
                    jobs += [(call, error, None) for error in errors]

            def work(job):
                (number, kind, path), way, again = job
                name = f"{number}-{way}"
                round = Round(folder, emulator, name, library)
                spoil = way if way in ("kill", "torn", "short") else getattr(errno, way)
                found = []
                code = round.run(round.spoilt(number, spoil, kinds=kinds))
                if code is None:
                    found.append("the run hangs")
                elif what == "fail" and code not in (0, 1, 2, 3, 64):
                    found.append(f"the run ends with {code}")
                found += ["after the fault: " + loss for loss in round.losses()]
                if again:
                    round.run(round.spoilt(again, "kill", kinds=kinds))
                    found += ["after the second fault: " + loss for loss in round.losses()]
                code = round.run()
                if code != 0:
                    found.append(f"the run after it ends with {code}")
                found += ["at the end: " + loss for loss in round.losses(ended=True)]
                account.take(f"{name} {kind} {path}", found, round, faults=2 if again else 1)

            side_by_side(jobs, work, width)
            lost = account.end()
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("kill", "fail"):
        sys.exit(__doc__)
    sys.exit(bool(main(sys.argv[1], *map(int, sys.argv[2:]))))
