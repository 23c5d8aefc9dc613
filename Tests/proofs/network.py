"""Puts a proxy between the command and the service, and breaks connections at every phase.

In the plain and under TLS; of calls and of downloads; before the request, within its head and its
body, once it is passed on (the call is charged), and within the reply: reset, closed, half closed,
swallowed by a black hole, followed by garbage, sent in a trickle, late; under TLS also by an alert and
by a broken record. Two runs meet that on a third of the connections, then the network is well again
and the batch has to be completed; after each run all of invariants.py has to hold.

usage: python3 network.py [WIDTH [SEED]]
"""

import os
import random
import select
import socket
import struct
import sys
import tempfile
import threading
import time

from lies import raw, rows, secrets
from stage import Account, Emulator, Round, side_by_side

ALERT = bytes.fromhex("15030300020228")
BROKEN = bytes.fromhex("1703030020") + b"\xa5" * 32


class Proxy:
    """Passes bytes on between clients and a server, and breaks some of the connections.

    `phase` is "accept", or "request" or "reply" with the count of bytes of it that still pass; `act`
    is what happens then. A reply at 0 bytes is a request that was passed on whole.
    """

    def __init__(self, server, phase, after, act, share, seed):
        self.server, self.phase, self.after, self.act, self.share = server, phase, after, act, share
        self.choose, self.broken = random.Random(seed), 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.open = True

    def __enter__(self):
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.open = False
        self.listener.close()

    def serve(self):
        while self.open:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            breaks = self.choose.random() < self.share
            request = self.choose.choice((1, 1, 2))
            threading.Thread(target=self.pass_on, args=(client, breaks, request), daemon=True).start()

    def pass_on(self, client, breaks, breaking_request):
        if breaks and self.phase == "accept":
            self.end(client, None)
            return
        try:
            server = socket.create_connection(self.server, timeout=60)
        except OSError:
            client.close()
            return
        request, passed, direction = 0, 0, None
        try:
            while True:
                ready, _, _ = select.select([client, server], [], [], 60)
                if not ready:
                    return
                source = ready[0]
                data = source.recv(65536)
                if not data:
                    return
                towards = "request" if source is client else "reply"
                if towards != direction:
                    direction, passed = towards, 0
                    request += towards == "request"
                here = breaks and towards == self.phase and request >= breaking_request
                other = server if source is client else client
                if here and passed + len(data) > self.after:
                    if self.act == "late":
                        time.sleep(0.5)
                    elif self.act == "trickle":
                        for place in range(0, len(data), 7):
                            other.sendall(data[place:place + 7])
                            time.sleep(0.002)
                        passed += len(data)
                        continue
                    else:
                        other.sendall(data[:max(0, self.after - passed)])
                        self.end(client, server)
                        return
                other.sendall(data)
                passed += len(data)
        except OSError:
            pass
        finally:
            client.close()
            server.close()

    def end(self, client, server):
        """Breaks the connection. The server is kept until it has done what it was asked."""
        self.broken += 1
        try:
            if self.act == "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif self.act == "garbage":
                client.sendall(b"\x00\xff\x13 no HTTP at all\r\n\r\n" * 3)
            elif self.act in ("alert", "broken record"):
                client.sendall(ALERT if self.act == "alert" else BROKEN)
            elif self.act == "half close":
                client.shutdown(socket.SHUT_WR)
                select.select([client], [], [], 1)
            elif self.act == "black hole":
                client.settimeout(20)
                while client.recv(65536):
                    pass
        except OSError:
            pass
        client.close()
        if server:
            # What was passed on is answered, so it is on the bill before anybody looks.
            server.settimeout(0.3)
            try:
                server.recv(65536)
            except OSError:
                pass
            server.close()


PHASES = [("accept", 0), ("request", 0), ("request", 40), ("request", 300), ("reply", 0), ("reply", 9),
          ("reply", 120), ("reply", 500)]
ACTS = ["reset", "close", "half close", "black hole", "garbage"]


def cases():
    for secure in (False, True):
        for phase, after in PHASES:
            for act in ACTS + (["alert", "broken record"] if secure else []):
                yield secure, phase, after, act
        for act in ("late", "trickle"):
            for phase in ("request", "reply"):
                yield secure, phase, 0, act


def main(width=2, seed=1):
    keep = tempfile.mkdtemp(prefix="kling-proof-lost-")
    with tempfile.TemporaryDirectory(prefix="kling-proof-") as folder:
        account = Account("network", keep)
        authority = os.path.join(folder, "authority.pem")
        secure_folder = os.path.join(folder, "tls")
        os.makedirs(secure_folder)
        with Emulator(folder) as plain, Emulator(
                secure_folder, "--tls", "--tls-ca", authority) as secure:

            def work(case):
                is_secure, phase, after, act = case
                emulator = secure if is_secure else plain
                scheme, port = ("https" if is_secure else "http"), int(emulator.address.rsplit(":", 1)[1])
                name = f"{scheme} {phase} {after} {act}".replace(" ", "-")
                with Proxy(("127.0.0.1", port), phase, after, act, 0.35, f"{seed} {name}") as proxy:
                    round = Round(
                        folder, emulator, name, rows=rows(name), address=f"{scheme}://127.0.0.1:{proxy.port}",
                        options=("--deadline", "2", "--max-unknown-spend", "5"))
                    trusted = {"SSL_CERT_FILE": authority}
                    more = {"ceiling": 8 * 50 + 5000, "repeats": 5000, "fetch": None}
                    found = []
                    for _ in range(2):
                        code = round.run(trusted)
                        if code not in (0, 1, 2):
                            found.append(f"the run ends with {code}")
                        found += round.losses(**more)
                    proxy.share = 0
                    code = round.run(trusted)
                    if code == 2:
                        code = round.run(trusted, ["retry", "--ledger", round.ledger, "--quiet"])
                    if code != 0:
                        found.append(f"with a network that is well, the run ends with {code}")
                    found += ["at the end: " + loss for loss in round.losses(ended=True, **more)]
                    found += raw(round) + secrets(round)
                    account.take(name, sorted(set(found)), round, faults=proxy.broken)

            side_by_side(cases(), work, width)
            lost = account.end()
    print(f"kept: {keep}" if lost else "nothing is lost")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
