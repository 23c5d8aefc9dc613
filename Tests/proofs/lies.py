"""Meets every fault of the emulator, and replies whose every field is a lie, at 30 % of the calls.

After each run, whatever its end: all of invariants.py, but for what a lie itself may change (which is
said at the case). Nothing of the service is printed raw, the token stands nowhere in what is said or
kept, and nothing is fetched from an address that a public service has no business to name.

usage: python3 lies.py [WIDTH [SEED]]
"""

import http.server
import json
import os
import random
import re
import sys
import tempfile
import threading
import urllib.error
import urllib.request

from stage import HERE, TOKEN, Account, Emulator, Round, side_by_side

# What stands in a terminal for more than itself, but for the ends of lines.
RAW = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]|\xc2[\x80-\x9f]")


def rows(name):
    return [[f"Line {number} of round {name} is spoken."] for number in range(8)]


def faults():
    """The names in the tables of docs/emulator.md, with what they say of charges and of healing."""
    page = open(os.path.join(HERE, "../../docs/emulator.md")).read()
    section = page[page.index("## Faults"):page.index("## Callbacks")]
    return re.findall(r"^\| `([^`]+)` \|.*\| (yes|no) \| (yes|no) \|$", section, re.M)


def secrets(round):
    """Where the token stands, of all that is said and kept."""
    found = [f"said: {said}" for said in round.said if TOKEN[3:] in said]
    for folder, _, names in os.walk(round.folder):
        for name in names:
            if TOKEN[3:].encode() in open(os.path.join(folder, name), "rb").read():
                found.append(os.path.join(folder, name))
    return [f"the token stands in {place}" for place in found]


def raw(round):
    return [f"printed raw: {said!r}" for said in round.said if RAW.search(said.encode())]


def meet(account, round, heals, skip=()):
    """Runs a batch until it ends well, or three times, and judges after each run."""
    found = []
    code = None
    for _ in range(3):
        code = round.run()
        if code is None:
            found.append("the run hangs")
            break
        if code not in (0, 1, 2, 3):
            found.append(f"the run ends with {code}")
        found += [loss for loss in round.losses() if not any(word in loss for word in skip)]
        if code == 0:
            found += [loss for loss in round.losses(ended=True, fetch=None)
                      if not any(word in loss for word in skip)]
            break
    if heals and code not in (0, 2):
        found.append(f"what heals ends with {code}")
    account.take(round.name, sorted(set(found)) + raw(round) + secrets(round), round)


# What cannot be said where a reply lies about its name.
NAMELESS = ("not on the bill", "stands for two charges", "no attempt in doubt", "booked on another")


class Liar:
    """A service that passes calls on to the emulator, and changes what it answers to some of them.

    Each address that is asked for is kept, so that a test can say what was fetched, and with which
    token.
    """

    def __init__(self, emulator, lie, share, seed):
        liar = self
        self.choose, self.asked = random.Random(seed), []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.pass_on(None)

            def do_POST(self):
                self.pass_on(self.rfile.read(int(self.headers["Content-Length"])))

            def pass_on(self, body):
                liar.asked.append((self.command, self.path, self.headers.get("Authorization")))
                headers = {
                    key: self.headers[key] for key in ("Authorization", "Content-Type", "Host", "Range")
                    if self.headers[key]}
                request = urllib.request.Request(
                    emulator.address + self.path, data=body, headers=headers, method=self.command)
                try:
                    with urllib.request.urlopen(request, timeout=60) as reply:
                        status, kind, data = reply.status, reply.headers["Content-Type"], reply.read()
                except urllib.error.HTTPError as error:
                    status, kind, data = error.code, error.headers["Content-Type"], error.read()
                if body is not None and status == 200 and liar.choose.random() < share:
                    data = lie(data)
                self.send_response(status)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


FIELDS = ["code", "message", "request_id", "data", "data.audio_id", "data.audio_url", "data.duration"]
VALUES = {
    "missing": None, "null": "null", "true": "true", "a list": "[]", "an object": "{}", "a text": '"x"',
    "an empty text": '""', "zero": "0", "negative": "-1", "huge": "1e308", "19 digits": "9223372036854775808",
    "a fraction": "0.5", "a long text": '"' + "x" * 100_000 + '"', "control signs": '"\\u001b[2J\\u202e\\u0000"',
    "half a pair": '"\\ud800"', "nested": "[" * 5000 + "]" * 5000,
}
# What an address in a reply may name that is not to be fetched.
ADDRESSES = {
    "a file": "file:///etc/passwd", "another scheme": "gopher://127.0.0.1/x", "no host": "http:///x",
    "metadata": "http://169.254.169.254/latest", "private": "https://10.0.0.1/x.mp3",
    "with a user": "https://user:word@localhost/x.mp3", "a line end": "http://127.0.0.1/x\\r\\nX: y",
}


def lying(field, value):
    """Puts a value, as JSON text, in a field's place; `doubled` keeps both."""
    def lie(data):
        try:
            reply = json.loads(data)
        except ValueError:
            return data
        *above, name = field.split(".")
        place = reply
        for key in above:
            place = place.get(key) if isinstance(place, dict) else None
        if not isinstance(place, dict) or name not in place:
            return data
        if value is None:
            del place[name]
            return json.dumps(reply).encode()
        mark = "the-place-of-the-lie"
        was = place[name]
        place[name] = mark
        text = json.dumps(reply)
        if value == "doubled":
            return text.replace(f'"{mark}"', f'{json.dumps(was)}, "{name}": "x"').encode()
        return text.replace(f'"{mark}"', value).encode()
    return lie


def main(width=2, seed=1):
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:
        account = Account("faults of the service", keep)

        def meet_fault(fault):
            name, charged, heals = fault
            place = os.path.join(folder, "service-" + name)
            os.makedirs(place)
            with Emulator(place, "--faults", f"{name}:0.3", "--seed", str(seed)) as emulator:
                round = Round(folder, emulator, name, rows=rows(name), options=("--deadline", "2"))
                # Where a reply hides its name, its charge cannot be told from another's.
                skip = NAMELESS if name in ("same-request-id", "echo-token") else ()
                meet(account, round, heals == "yes", skip)

        side_by_side(faults(), meet_fault, width)
        lost = account.end()

        account = Account("lies in fields", keep)
        with Emulator(folder) as emulator:
            cases = [(field, word, value) for field in FIELDS
                     for word, value in (*VALUES.items(), ("doubled", "doubled"))]
            cases += [("data.audio_url", word, json.dumps(value)) for word, value in ADDRESSES.items()]

            def meet_lie(case):
                field, word, value = case
                name = f"{field} {word}".replace(" ", "-")
                with Liar(emulator, lying(field, value), 0.3, seed) as liar:
                    round = Round(folder, emulator, name, rows=rows(name), address=liar.address,
                                  options=("--deadline", "10"))
                    skip = NAMELESS if field == "request_id" else ()
                    meet(account, round, False, skip)

            side_by_side(cases, meet_lie, width)
        lost += account.end()
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
