#!/usr/bin/env bash
# Measures how many callbacks a second `kling-batch callbacks` takes and commits, as docs/benchmarks.md
# reports: wrk posts one callback for each of COUNT attempts of unknown outcome, at its own address,
# over CONNECTIONS connections, on the same machine.
#
# The ledger is made by a run against the emulator, and its replies are then taken out of it again: a
# run loses no thousands of replies, since it stops calling long before.
#
# usage: bash Tests/callbacks_speed.sh [COUNT] [CONNECTIONS]   (20000 and 400 without)
# KLING_COMMAND names a built kling-batch; without it a release build is made. SECONDS_OF_LOAD: how
# long is sent, 6. PROFILE=FILE: where perf writes a profile of the server.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
install_packages python3 wrk
count=${1:-20000}
connections=${2:-400}
if [ -z "${KLING_COMMAND:-}" ]; then
    swift build -c release --product kling-batch | tail -1
    KLING_COMMAND=$(swift build -c release --show-bin-path)/kling-batch
fi
command=$KLING_COMMAND
. Tests/emulator.sh
server=
stop_server() {
    [ -z "$server" ] || { kill -INT "$server" && wait "$server" || true; } 2>/dev/null
    server=
}
trap 'stop_server; stop_emulator; rm -rf "$folder"' EXIT
ledger=$folder/ledger.sqlite

# first_line FILE: waits until the server has written where it listens.
first_line() {
    until [ -s "$1" ]; do sleep 0.1; done
    head -1 "$1"
}

start_emulator --audio-engine silence
python3 - "$count" >"$folder/list.csv" <<'PYTHON'
import sys
print("id,text")
for number in range(int(sys.argv[1])):
    print(f"line-{number},This is line {number} of a long list.")
PYTHON
"$command" run "$folder/list.csv" --voice v --concurrency 64 --downloads 64 --quiet \
    --output "$folder/tracks" --ledger "$ledger" --base-url "$address" \
    >/dev/null
stop_emulator
python3 - "$ledger" <<'PYTHON'
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
ledger.executescript("""
    UPDATE attempt SET state = 'unknown', settled_by = 'restart', http_status = NULL, code = NULL,
        request_id = NULL, audio_id = NULL, audio_url = NULL, duration_ms = NULL, surely_cost = 0;
    DELETE FROM clip;
    DELETE FROM track;
    UPDATE task SET state = 'waiting';
    UPDATE job SET state = 'waiting';
    PRAGMA wal_checkpoint(TRUNCATE);
    """)
PYTHON

"$command" callbacks --callback-listen 127.0.0.1:0 --callback-base https://example.com \
    --ledger "$ledger" >"$folder/server" &
server=$!
address=$(first_line "$folder/server")
python3 - "$ledger" "$folder" <<'PYTHON'
import base64, hashlib, hmac, sqlite3, sys
ledger = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
(secret,) = ledger.execute("SELECT value FROM secret WHERE name = 'callback'").fetchone()
for thread in (0, 1):
    with open(f"{sys.argv[2]}/paths-{thread}", "w") as file:
        for (attempt,) in ledger.execute("SELECT attempt_id FROM attempt ORDER BY attempt_id"):
            if attempt % 2 != thread:
                continue
            code = hmac.digest(secret, b"kling-batch callback 1 %d" % attempt, hashlib.sha256)[:16]
            token = base64.urlsafe_b64encode(code).decode().rstrip("=")
            print(f"/{attempt}-{token}", file=file)
PYTHON
cat >"$folder/callbacks.lua" <<'LUA'
local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end
function init(args)
    requests, place = {}, 0
    local head = { ["Content-Type"] = "application/json" }
    for path in io.lines(args[1] .. "/paths-" .. number) do
        local attempt = path:match("%d+")
        local body = '{"code":0,"message":"SUCCEED","request_id":"req-' .. attempt
            .. '","data":{"audio_id":"audio-' .. attempt .. '","audio_url":"https://example.com/audio/'
            .. attempt .. '.mp3","duration":2400}}'
        requests[#requests + 1] = wrk.format("POST", path, head, body)
    end
end
-- Behind the last callback they come again, as duplicates.
function request()
    place = place % #requests + 1
    return requests[place]
end
LUA
# The longest run that a slow server needs; what came for the first time is told from the ledger.
profiler=
if [ -n "${PROFILE:-}" ]; then
    perf record -q -F 499 -g -p "$server" -o "$PROFILE" -- sleep 4 &
    profiler=$!
fi
before=$(awk '{print $14 + $15}' "/proc/$server/stat")
wrk -t 2 -c "$connections" -d "${SECONDS_OF_LOAD:-6}s" -s "$folder/callbacks.lua" "http://$address" -- "$folder"
after=$(awk '{print $14 + $15}' "/proc/$server/stat")
[ -z "$profiler" ] || wait "$profiler" || true
stop_server
cat "$folder/server"
python3 - "$ledger" "$((after - before))" <<'PYTHON'
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
number, first, last = ledger.execute("""
    SELECT count(*), min(settled_at), max(settled_at)
    FROM attempt WHERE settled_by = 'callback'""").fetchone()
left = ledger.execute("SELECT count(*) FROM attempt WHERE state = 'unknown'").fetchone()[0]
seconds = max(last - first, 1) / 1000
print(f"committed: {number} callbacks in {seconds:.2f} s, {number / seconds:.0f} a second; "
      f"{left} not reached; server {int(sys.argv[2]) / 100:.2f} s of CPU over the whole load")
PYTHON
