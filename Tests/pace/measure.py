"""Runs the command and its rivals against real limiters and writes down what came of each.

usage: measure.py --command COMMAND --folder FOLDER [--seconds N] [--rows A,B] [--clients A,B]
                  [--events-to-output]

nginx stands before everything and writes down each call, so that all are counted alike: behind it
its own limits, HAProxy's, or those of an emulator of the client's own.
"""
import argparse
import bisect
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from rows import LOWER, ROWS  # noqa: E402

PATH = "/kling/v1/tts"
USED = 0.9
REFUSED = 0.05
WINDOW = 60


def free_ports():
    """Ports that nobody listens on, one after the other."""
    for port in range(20_000 + os.getpid() * 37 % 8_000, 32_000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        yield port


class Session:
    """All that runs at once: servers, clients, and who is who."""

    def __init__(self, arguments):
        self.command = arguments.command
        self.folder = pathlib.Path(arguments.folder).resolve()
        self.seconds = arguments.seconds
        self.events_to_output = arguments.events_to_output
        names = arguments.rows.split(",") if arguments.rows else [row.name for row in ROWS]
        unknown = set(names) - {row.name for row in ROWS}
        if unknown:
            sys.exit(f"unknown rows: {', '.join(sorted(unknown))}")
        wanted = arguments.clients.split(",") if arguments.clients else None
        self.rows = [row for row in ROWS if row.name in names]
        self.clients = [
            (row, client) for row in self.rows for client in ("kling-batch", *row.rivals)
            if wanted is None or client in wanted]
        self.ports = free_ports()
        self.port = {}
        self.servers = []
        self.running = []
        self.emulators = {}

    def start(self, words, log, **options):
        with open(self.folder / log, "ab") as file:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                cwd=self.folder, start_new_session=True, **options)
        return process

    def emulator(self, *options):
        port = next(self.ports)
        self.servers.append(self.start(
            [self.command, "emulator", "--port", str(port), "--audio-engine", "silence", *options],
            "emulators.log"))
        return port

    def backend(self, row):
        """The port behind nginx for one client of a row."""
        if row.emulator:
            return self.emulator(*row.calls, *row.emulator)
        if row.calls not in self.emulators:
            self.emulators[row.calls] = self.emulator(*row.calls)
        return self.emulators[row.calls]

    def configure(self):
        """Writes the configurations of both servers."""
        http, frontends = [], []
        for row in self.rows:
            if row.zones:
                http.append(row.zones)
        for row, client in self.clients:
            behind = self.backend(row)
            if row.haproxy:
                front = next(self.ports)
                frontends.append(
                    f"frontend f{front}\n  bind 127.0.0.1:{front}\n  acl is_call path {PATH}"
                    f"{row.haproxy}\n  default_backend b{front}\n"
                    f"backend b{front}\n  server s 127.0.0.1:{behind}\n")
                behind = front
            port = self.port[row.name, client] = next(self.ports)
            lower = LOWER if "$low" in row.zones else ""
            http.append(
                f"upstream u{port} {{ server 127.0.0.1:{behind}; keepalive 256; }}\n"
                f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://u{port}; }}\n"
                f"  location = {PATH} {{ {lower}{row.nginx} access_log calls.log calls;"
                f" proxy_pass http://u{port}; }}\n"
                "  location @refused { access_log calls.log calls; return 429 '{\"code\":429}'; } }")
        (self.folder / "nginx.conf").write_text(NGINX % "\n".join(http))
        (self.folder / "haproxy.cfg").write_text(HAPROXY + "\n".join(frontends))
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (self.folder / name).mkdir(exist_ok=True)
        if frontends:
            self.servers.append(
                self.start(["haproxy", "-q", "-db", "-f", "haproxy.cfg"], "haproxy.log"))
        self.servers.append(self.start(
            ["nginx", "-p", str(self.folder), "-e", "nginx.log", "-c", "nginx.conf"], "nginx.log"))

    def await_servers(self):
        ports = list(self.port.values())
        for port in ports:
            for _ in range(600):
                if any(server.poll() is not None for server in self.servers):
                    sys.exit(f"a server ended; see the logs in {self.folder}")
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
        time.sleep(2)

    def write_texts(self):
        """Texts of 12 to 112 characters, all different."""
        count = max(row.texts(self.seconds) for row in self.rows)
        texts = [f"Line {n:06} {'word ' * 20}"[:12 + n * 37 % 101].strip() for n in range(count)]
        (self.folder / "texts.txt").write_text("\n".join(texts) + "\n")
        rows = [f"line-{n:06},{text}" for n, text in enumerate(texts)]
        for row in self.rows:
            some = ["id,text", *rows[:row.texts(self.seconds)]]
            (self.folder / f"{row.name}.csv").write_text("\n".join(some) + "\n")

    def start_rivals(self, start):
        for row, client in self.clients:
            if client == "kling-batch":
                continue
            address = f"http://127.0.0.1:{self.port[row.name, client]}"
            words = [sys.executable, str(pathlib.Path(__file__).parent / "rival.py"), client,
                     address, "texts.txt", str(start)]
            words += ["-" if value is None else str(value) for value in row.told]
            self.running.append(self.start(words, "rivals.log"))

    def start_command(self):
        for row, client in self.clients:
            if client != "kling-batch":
                continue
            for number in range(row.processes):
                name = row.name if row.processes == 1 else f"{row.name}-{number + 1}"
                address = f"http://127.0.0.1:{self.port[row.name, client]}"
                events = ["--events"] if self.events_to_output else [
                    "--events-file", f"{name}.events", "--explain-pace"]
                log = f"{name}.events" if self.events_to_output else f"{name}.log"
                words = [
                    self.command, "run", f"{row.name}.csv", "--voice", "v", "--api", "page", "--base-url", address, "--batch", "b",
                    "--concurrency", str(row.concurrency), "--ledger", f"{name}.ledger/l.sqlite",
                    "--output", f"{name}.audio", *events]
                environment = dict(os.environ, KLING_API_TOKEN="test")
                (self.folder / f"{name}.ledger").mkdir(exist_ok=True)
                self.running.append(self.start(words, log, env=environment))

    def run(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.write_texts()
            self.configure()
            self.await_servers()
            # Loading takes the most of a start; calls begin at one time.
            load = time.time() + 3 + 0.4 * len(self.clients)
            self.start_rivals(load)
            time.sleep(max(0, load - time.time()))
            self.start_command()
            start = self.await_first_calls()
            self.wait(start)
        finally:
            self.stop()
        return start

    def await_first_calls(self):
        """The time at which every client has called once, or a minute is over."""
        end = time.time() + 60
        wanted = {str(port) for port in self.port.values()}
        log = self.folder / "calls.log"
        while time.time() < end:
            lines = log.read_text().splitlines() if log.exists() else []
            if wanted <= {line.split()[2] for line in lines if line.count(" ") == 3}:
                break
            time.sleep(0.5)
        return time.time()

    def wait(self, start):
        low = self.folder / "low"
        for until, act in ((1 / 3, low.touch), (2 / 3, low.unlink), (1, lambda: None)):
            time.sleep(max(0, start + until * self.seconds - time.time()))
            act()

    def stop(self):
        """Ends the clients, then the servers; each process by its own number."""
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGINT if "rival" not in str(process.args) else signal.SIGKILL)
        end = time.time() + 30
        for process in self.running:
            try:
                process.wait(max(0.1, end - time.time()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for process in self.servers:
            if process.poll() is None:
                process.terminate()
        for process in self.servers:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


NGINX = """daemon off; worker_processes 1; error_log nginx.log crit; pid nginx.pid;
events { worker_connections 16384; }
http {
  access_log off; default_type application/json;
  log_format calls '$msec $request_time $server_port $status';
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  limit_req_status 429; limit_conn_status 429; error_page 429 = @refused;
  proxy_read_timeout 120s; keepalive_timeout 300s; keepalive_requests 1000000;
  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
%s
}
"""

HAPROXY = """global
  maxconn 4000
defaults
  mode http
  timeout client 300s
  timeout server 120s
  timeout connect 5s
  timeout http-keep-alive 300s
"""


class Calls:
    """The calls of one client, as nginx wrote them down: when each came, how long it took, and
    whether it was let in. Times are seconds since its first call."""

    def __init__(self, row, start, seconds, calls):
        first = min((call[0] for call in calls), default=start)
        self.row = row
        # When the limit changes, and when the time is over.
        self.seconds = int(start + seconds - first)
        self.steps = [
            (start + share * seconds - first if share else 0, value) for share, value in row.steps]
        calls = ((at - first, took, is_in) for at, took, is_in in calls)
        self.calls = sorted(call for call in calls if call[0] < self.seconds)
        self.times = [call[0] for call in self.calls]
        self.busy = self.sums_of_busy()

    def sums_of_busy(self):
        """How many calls that were let in are under way in each second."""
        busy = [0.0] * (self.seconds + 1)
        for at, took, is_in in self.calls:
            if not is_in:
                continue
            end = min(at + took, self.seconds)
            for second in range(int(at), int(end) + 1):
                busy[second] += max(0, min(end, second + 1) - max(at, second))
        return busy

    def allowed(self, start, end):
        ends = [*(begin for begin, _ in self.steps[1:]), self.seconds]
        return sum(
            value * max(0, min(end, until) - max(start, begin))
            for (begin, value), until in zip(self.steps, ends))

    def between(self, start, end):
        return self.calls[bisect.bisect_left(self.times, start):bisect.bisect_left(self.times, end)]

    def shares(self, start, end):
        """The shares used and refused between two seconds."""
        calls = self.between(start, end)
        let_in = sum(is_in for _, _, is_in in calls)
        used = sum(self.busy[start:end]) if self.row.is_at_once else let_in
        refused = len(calls) - let_in
        return used / self.allowed(start, end), refused / len(calls) if calls else 0

    def refusals(self, start, end):
        return sum(not is_in for _, _, is_in in self.between(start, end))

    def found(self):
        """The start of the first minute with 90 % used and at most 5 % refused."""
        for start in range(self.seconds - WINDOW + 1):
            used, refused = self.shares(start, start + WINDOW)
            if used >= USED and refused <= REFUSED:
                return start
        return None

    def figures(self):
        start = min(120, self.seconds // 3)
        # Whole minutes, since a window that is cut says nothing of what was used of it.
        length = self.seconds - start
        used, refused = self.shares(start, start + (length // 60 * 60 or length))
        return {
            "used": round(used * 100, 1), "refused": round(refused * 100, 1),
            "refusals_at_first": self.refusals(0, start), "found": self.found(),
            "calls": len(self.calls)}


def read_calls(session):
    """Each client's calls by its port, and statuses that are neither success nor refusal."""
    by_port, odd = {}, {}
    for line in (session.folder / "calls.log").read_text().splitlines():
        at, took, port, status = line.split()
        took = float(took)
        call = (float(at) - took, took, status != "429")
        by_port.setdefault(int(port), []).append(call)
        if status not in ("200", "429", "499"):
            odd.setdefault(int(port), []).append(status)
    return by_port, odd


def table(session, results):
    order = ["kling-batch", "backoff-8", "backoff-32", "botocore-8", "told"]
    names = [name for name in order if any(name in result for result in results.values())]
    heads = {"told": "aiolimiter, told", "backoff-8": "tenacity, 8", "backoff-32": "tenacity, 32",
             "botocore-8": "botocore, 8"}
    lines = ["| limiter | " + " | ".join(heads.get(name, name) for name in names) + " |",
             "|---" * (len(names) + 1) + "|"]
    for row in session.rows:
        cells = []
        for name in names:
            figures = results.get(row.name, {}).get(name)
            if figures is None:
                cells.append("")
                continue
            found = "never" if figures["found"] is None else f"{figures['found']} s"
            cells.append(f"{figures['used']:.0f} / {figures['refused']:.1f}"
                         f" / {figures['refusals_at_first']} / {found}")
        lines.append(f"| {row.words} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--seconds", type=int, default=360)
    parser.add_argument("--rows")
    parser.add_argument("--clients")
    parser.add_argument("--events-to-output", action="store_true")
    session = Session(parser.parse_args())
    start = session.run()
    by_port, odd = read_calls(session)
    results = {}
    for row, client in session.clients:
        port = session.port[row.name, client]
        calls = Calls(row, start, session.seconds, by_port.get(port, []))
        results.setdefault(row.name, {})[client] = calls.figures()
        if port in odd:
            print(f"{row.name}, {client}: also statuses {sorted(set(odd[port]))}", file=sys.stderr)
    about = {"seconds": session.seconds, "start": start}
    (session.folder / "session.json").write_text(json.dumps(about) + "\n")
    (session.folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    print(table(session, results))


main()
