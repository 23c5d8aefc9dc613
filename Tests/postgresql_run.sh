#!/usr/bin/env bash
# A list through a ledger in PostgreSQL, while runs and the server are killed, and one run sleeps.
#
# A tenth of the calls meets a fault. On the way a run is killed with SIGKILL while another stands by,
# the server is stopped as by a crash and started again five times, and a run is stopped until another has
# taken over, then woken. Then: every job done, `verify` clean, no second call for
# what was paid, surely spent <= the emulator's bill <= at most spent, and the same tracks as with a file.
#
# usage: bash Tests/postgresql_run.sh [COMMAND]   (COMMAND: a kling-batch with the trait PostgreSQL)
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/postgresql_server.sh
install_packages libpq-dev
if [ $# -eq 0 ]; then
    options=(--scratch-path .build-postgresql --traits PostgreSQL --product kling-batch)
    swift build "${options[@]}"
    set -- "$(swift build "${options[@]}" --show-bin-path)/kling-batch"
fi
command=$1
. Tests/emulator.sh
trap 'stop_emulator; stop_server; rm -rf "$folder"' EXIT

export XDG_DATA_HOME=$folder/data
bill=$folder/bill.jsonl
charged() { wc -l <"$bill"; }
seconds() { echo $(($(date +%s) - $1)); }
python3 - "$folder/list.csv" <<'PYTHON'
import csv, sys
with open(sys.argv[1], "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["id", "text"])
    rows.writerows([f"line-{number}", f"This is line {number} of the list."] for number in range(1, 401))
PYTHON
start_emulator --latency 0.2 --rate 4/s --faults all-healing:0.1 --seed "${SEED:-11}" --bill "$bill" \
    --audio-engine silence
run=("$command" run "$folder/list.csv" --voice reader_en_m-v1 --deadline 5 --max-unknown-spend 20
    --base-url "$address" --quiet)
ours=("${run[@]}" --ledger "$server" --output "$folder/tracks")
begin() {
    "${ours[@]}" >"$folder/$1.out" 2>"$folder/$1.err" &
    eval "$1=$!"
}
# held_by PROCESS SINCE: waits until `status` names the process, and says how long that took.
held_by() {
    until "$command" status list --ledger "$server" | grep -q "process $1 "; do sleep 0.5; done
    echo "taken over $(seconds "$2") s later"
}
until_charged() { until [ "$(charged)" -ge "$1" ]; do sleep 0.1; done; }

"$command" plan "$folder/list.csv" --voice reader_en_m-v1 --base-url "$address" --ledger "$server" \
    --output "$folder/tracks" | tail -1
begin first
until_charged 30
"$command" status list --ledger "$server" | head -3
begin second
kill -KILL "$first"
killed=$(date +%s)
held_by "$second" "$killed"
for _ in 1 2 3 4 5; do
    at=$(charged)
    until_charged $((at + 10))
    restart_server
done
echo "the server was killed five times: $(charged) charged"
begin third
kill -STOP "$second"
stopped=$(date +%s)
held_by "$third" "$stopped"
until_charged $(($(charged) + 10))
kill -CONT "$second"
code=0
wait "$second" || code=$?
echo "the one that slept ended with $code: $(tail -1 "$folder/second.err")"
[ "$code" = 1 ]
wait "$third" || { code=$?; [ "$code" = 2 ]; "$command" retry list --ledger "$server" --base-url "$address" --quiet >/dev/null; }
"${ours[@]}" >/dev/null
"$command" verify list --ledger "$server"
at=$(charged)
"${ours[@]}" >/dev/null
[ "$(charged)" = "$at" ] || { echo "the same command paid again" >&2; exit 1; }

"$command" report list --ledger "$server" --format json >"$folder/report.json"
python3 - "$folder/report.json" "$bill" <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
bill = sum(float(json.loads(line)["price"]) for line in open(sys.argv[2]))
surely, at_most = (float(report[f"{name}_spent_cny"]) for name in ("surely", "at_most"))
print(f"{report['done']} done; {surely:.2f} <= {bill:.2f} <= {at_most:.2f} CNY; {report['paid_twice']} paid twice")
assert report["done"] == 400 and report["failed"] == report["held"] == 0, "not every job is done"
assert surely <= round(bill, 2) <= at_most, "the bill is not within the bounds"
PYTHON
XDG_DATA_HOME=$folder/other "${run[@]}" --ledger "$folder/file/ledger.sqlite" --output "$folder/other-tracks" >/dev/null ||
    "$command" retry list --ledger "$folder/file/ledger.sqlite" --base-url "$address" --quiet >/dev/null
[ "$(cd "$folder/tracks" && sha256sum -- *.mp3)" = "$(cd "$folder/other-tracks" && sha256sum -- *.mp3)" ]
echo "the same $(ls "$folder/tracks" | wc -l) tracks as with a file"
