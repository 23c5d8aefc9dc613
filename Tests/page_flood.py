"""usage: page_flood.py COMMAND FOLDER EMULATOR FILES: runs lines.csv of the folder with --page, where the run may
have so many files open, while a thousand connections are made to its page: a third says nothing, a third
never ends its request, a third asks for events and never reads them. The run has to make everything."""
import os
import re
import resource
import socket
import subprocess
import sys

command, folder, emulator, files = sys.argv[1:]
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
environment = {
    "PATH": os.environ["PATH"], "HOME": folder, "XDG_DATA_HOME": folder + "/data",
    "XDG_CONFIG_HOME": folder + "/config", "KLING_API_TOKEN": "token-of-the-page-tests"}
run = subprocess.Popen(
    ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", command, "run", "lines.csv", "--page",
     "--voice", "reader_en_m-v1", "--output", "audio", "--base-url", emulator],
    cwd=folder, env=environment, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT)
said, held = [], []
try:
    for line in run.stdout:
        said.append(line)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?key=([0-9a-f]{32})", line)
        if found:
            break
    port, key = int(found.group(1)), found.group(2)
    host = f"Host: 127.0.0.1:{port}\r\n"
    words = [
        b"", f"GET / HTTP/1.1\r\n{host}X-Slow: ".encode(),
        f"GET /batch/1/events HTTP/1.1\r\n{host}Cookie: kling-batch-{port}={key}\r\n\r\n".encode()]
    while len(held) < 1000 and run.poll() is None:
        connection = socket.socket()
        # The queue of connections that wait to be taken may be full; nobody waits for that.
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", port))
        held.append(connection)
        if len(held) % 50 == 0:
            for number, each in enumerate(held):
                try:
                    each.send(words[number % 3] if number >= len(held) - 50 else b"x")
                except OSError:
                    pass
    said.append(run.communicate(timeout=60)[0])
finally:
    if run.poll() is None:
        run.kill()
if run.returncode != 0:
    sys.exit(f"exit {run.returncode}, {len(held)} connections: {''.join(said)}")
print(f"made under {len(held)} connections")
