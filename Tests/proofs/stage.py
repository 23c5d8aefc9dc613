"""Sets the stage for the proofs: the real emulator, the real command, a folder of its own a round."""

import hashlib
import os
import shutil
import subprocess
import threading
import time
import urllib.request

from invariants import Scene, losses, read_bill

HERE = os.path.dirname(os.path.abspath(__file__))
PRICE = 50
# After so many seconds a run counts as hanging; a busy machine may keep one waiting for minutes.
HANG = 600
TOKEN = "sk-proof-0123456789abcdef"


def command():
    """The built command: KLING_BATCH, or the debug build."""
    path = os.environ.get("KLING_BATCH") or os.path.join(HERE, "../../.build/debug/kling-batch")
    return os.path.realpath(path)


def build_library(folder):
    """The library to be preloaded, compiled."""
    library = os.path.join(folder, "calls.so")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library,
         os.path.join(HERE, "calls.c")], check=True)
    return library


class Emulator:
    """The emulator, as long as the scope lasts."""

    def __init__(self, folder, *options, bill="bill.jsonl", port=0):
        self.bill_path = os.path.join(folder, bill)
        self.arguments = [
            command(), "emulator", "--port", str(port), "--audio-engine", "silence",
            "--bill", self.bill_path, *options]
        self.log = open(os.path.join(folder, "emulator.log"), "a")

    def __enter__(self):
        self.process = subprocess.Popen(
            self.arguments, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise SystemExit("the emulator does not start: " + " ".join(self.arguments))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def bill(self):
        return read_bill(self.bill_path)

    def charges(self, texts):
        """The lines of the bill for these texts."""
        hashes = {hashlib.sha256(text.encode()).hexdigest() for text in texts}
        return [row for row in self.bill() if row["text_sha256"] in hashes]


def fetch(address):
    with urllib.request.urlopen(address, timeout=20) as reply:
        return reply.read()


class Round:
    """A small batch in a folder of its own, whose texts no other round has.

    Without other `rows` it has two: a text of one call, and one that is cut into two. A row is the
    list of its pieces, each of which ends a sentence.
    """

    def __init__(self, folder, emulator, name, library=None, options=(), rows=None, address=None):
        self.folder = os.path.join(folder, name)
        os.makedirs(self.folder)
        self.root = os.path.join(self.folder, "root")
        os.makedirs(self.root)
        self.emulator, self.library, self.name = emulator, library, name
        self.ledger = os.path.join(self.root, "ledger", "l.sqlite")
        self.output = os.path.join(self.root, "audio")
        self.list = os.path.join(self.folder, "list.csv")
        self.rows = rows or [
            [f"Doors close in round {name}."],
            [f"The first sentence of round {name} ends.", f"The second sentence of round {name} ends."]]
        self.texts = sorted({piece for row in self.rows for piece in row})
        with open(self.list, "w") as file:
            file.write("id,text\n")
            for number, row in enumerate(self.rows):
                file.write(f"row-{number},{' '.join(row)}\n")
        self.arguments = [
            "run", self.list, "--voice", "reader_en_m-v1", "--output", self.output, "--no-wait", "--quiet",
            "--ledger", self.ledger, "--base-url", address or emulator.address, "--max-chars",
            str(max(map(len, self.texts)) + 2), *options]
        self.said = []

    def environment(self, **more):
        clean = {
            key: value for key, value in os.environ.items()
            if not key.startswith(("KLING_", "PROOF_")) and key != "LD_PRELOAD"}
        home = os.path.join(self.folder, "home")
        return clean | {"KLING_API_TOKEN": TOKEN, "HOME": home, "XDG_DATA_HOME": home,
                        "XDG_CONFIG_HOME": home, "NO_COLOR": "1"} | more

    def spoilt(self, at, do, log=None, kinds=None):
        """The environment in which one call is spoilt."""
        more = {"LD_PRELOAD": self.library, "PROOF_PROGRAM": command(), "PROOF_ROOT": self.root,
                "PROOF_AT": str(at), "PROOF_DO": str(do)}
        if log:
            more["PROOF_LOG"] = log
        if kinds:
            more["PROOF_KINDS"] = kinds
        return more

    def start(self, more=None, arguments=None, before=None):
        """Starts the command; `before` is done in its process first."""
        return subprocess.Popen(
            [command(), *(arguments or self.arguments)], env=self.environment(**(more or {})),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.folder, preexec_fn=before)

    def wait(self, process, timeout=HANG):
        """Its exit code, below 0 for a signal, None for a hang."""
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.said.append("hung")
            return None
        self.said.append(f"exit {process.returncode}: {said.decode(errors='replace')}")
        return process.returncode

    def run(self, more=None, arguments=None, timeout=HANG, before=None):
        return self.wait(self.start(more, arguments, before), timeout)

    def scene(self, **more):
        given = dict(
            ledger=self.ledger, bill=self.emulator.charges(self.texts), output=self.output, price=PRICE,
            ceiling=len(self.texts) * PRICE + 1000, repeats=1000, folder=self.root, fetch=fetch,
            jobs=len(self.rows))
        return Scene(**(given | more))

    def losses(self, ended=False, **more):
        return losses(self.scene(**more), ended)

    def clear(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Account:
    """Counts rounds and what they lost, over several threads."""

    def __init__(self, title, keep):
        self.title, self.keep = title, keep
        self.lock = threading.Lock()
        self.rounds, self.faults, self.lost = 0, 0, []
        self.began = time.time()

    def take(self, name, found, round=None, faults=1):
        with self.lock:
            self.rounds += 1
            self.faults += faults
            if self.rounds % 100 == 0:
                print(f"{self.rounds} rounds, {len(self.lost)} lost", flush=True)
            if found:
                self.lost.append((name, found))
                print(f"LOST {name}: " + "; ".join(found), flush=True)
                if round and len(self.lost) <= 20:
                    for said in round.said:
                        print("    | " + said.strip().replace("\n", "\n    | "), flush=True)
                    kept = os.path.join(self.keep, f"{self.title}-{name}".replace("/", "-").replace(" ", "-"))
                    shutil.rmtree(kept, ignore_errors=True)
                    shutil.copytree(round.folder, kept)
        if round:
            round.clear()

    def end(self):
        minutes = (time.time() - self.began) / 60
        print(f"{self.title}: {self.rounds} rounds, {self.faults} faults, {len(self.lost)} lost, "
              f"{minutes:.1f} minutes", flush=True)
        return len(self.lost)


def side_by_side(jobs, work, width):
    """Does `work` with each job, some at a time."""
    jobs = iter(list(jobs))
    lock = threading.Lock()

    def worker():
        while True:
            with lock:
                job = next(jobs, None)
            if job is None:
                return
            work(job)

    threads = [threading.Thread(target=worker) for _ in range(width)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
