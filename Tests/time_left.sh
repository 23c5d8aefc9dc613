#!/usr/bin/env bash
# How good the time left is that a run shows: against limits of the emulator, each run about four minutes.
#
# Runs one batch for each limit, side by side, asks each for its progress every five seconds (SIGUSR1), and
# holds the middle of the range that it shows to the time that it really took from then on. Prints for each
# limit the range of the errors from the second minute on, in per cent of the time left and of the run's length.
# What is shown for the last half minute is left out of the former: there the length of one call decides.
#
# usage: bash Tests/time_left.sh [COMMAND] [LIMIT…]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
command=${1:-$(swift build --show-bin-path)/kling-batch}
shift || true
folder=$(mktemp -d)
emulators=()
trap '[ ${#emulators[@]} = 0 ] || kill "${emulators[@]}" 2>/dev/null || true; rm -rf "$folder"' EXIT
export KLING_API_TOKEN=test

# NAME, calls, options of the emulator, options of the run
limits="window-30|120|--rate 30/min --window fixed|
sliding-120|480|--rate 120/min --window sliding|
bucket-2|480|--rate 2/s --window bucket|
at-once-3|360|--at-once 3 --latency 2|
none|480|--latency 4|--concurrency 8
refused|400|--rate 120/min --window sliding --faults http-429-1302:0.05|"

measure() {
    local name=$1 calls=$2 options=$3 more=$4 place=$folder/$1
    mkdir "$place"
    # shellcheck disable=SC2086 # options are words
    "$command" emulator --port 0 --audio-engine silence $options >"$place/address" &
    local emulator=$!
    emulators+=("$emulator")
    until [ -s "$place/address" ]; do
        kill -0 "$emulator" || return 1
        sleep 0.1
    done
    {
        echo id,text
        for number in $(seq "$calls"); do echo "$number,This is line number $number."; done
    } >"$place/lines.csv"
    # shellcheck disable=SC2086
    "$command" run "$place/lines.csv" --voice v --ledger "$place/ledger.sqlite" --output "$place/out" \
        --base-url "$(head -1 "$place/address")" --quiet --log-file "$place/log" --log-format json $more \
        >/dev/null &
    local run=$!
    while sleep 5 && kill -USR1 "$run" 2>/dev/null; do :; done
    wait "$run" || true
    kill "$emulator"
}

while IFS="|" read -r name calls options more; do
    [ $# = 0 ] || [[ " $* " == *" $name "* ]] || continue
    measure "$name" "$calls" "$options" "$more" &
done <<<"$limits"
wait

python3 - "$folder" <<'PYTHON'
import datetime, json, pathlib, sys

print("| limit | run | shown from | error, of the time left | error, of the run | in the range |")
print("|---|---|---|---|---|---|")
for log in sorted(pathlib.Path(sys.argv[1]).glob("*/log")):
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    time = lambda line: datetime.datetime.fromisoformat(line["time"]).timestamp()
    progress = [line for line in lines if line.get("event") == "progress"]
    start, end = time(lines[0]), time(lines[-1])
    shown = [line for line in progress if "left_seconds_most" in line]
    if not shown:
        print(f"| {log.parent.name} | {end - start:.0f} s | never | | | |")
        continue
    of_left, of_run, inside = [], [], []
    for line in shown:
        left = end - time(line)
        if time(line) - start < 60:
            continue
        low, high = line["left_seconds_least"], line["left_seconds_most"]
        error = (low + high) / 2 - left
        of_run.append(100 * error / (end - start))
        inside.append(low - 2 <= left <= high + 2)
        if left >= 30:
            of_left.append(100 * error / left)
    span = lambda errors: f"{min(errors):+.0f} to {max(errors):+.0f} %" if errors else "none"
    print(
        f"| {log.parent.name} | {end - start:.0f} s | {time(shown[0]) - start:.0f} s "
        f"| {span(of_left)} | {span(of_run)} | {sum(inside)} of {len(inside)} |")
PYTHON
