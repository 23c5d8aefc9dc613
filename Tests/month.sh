#!/usr/bin/env bash
# A month of batches, edited, killed and gone on with, whose cost reports have to agree with the bill.
#
# Each day a list with a column `actor` becomes a batch, an earlier list is edited and run again, and
# every third day a run is killed with SIGKILL in the middle, to be gone on with a day later. A tenth of
# the calls meets a fault. Between two days everything in the ledger becomes a day older. Then
# Tests/month_check.py compares `report --by day|month|voice|actor` with the emulator's bill, group by
# group, and the sums of all groupings with one another.
#
# usage: bash Tests/month.sh [COMMAND [DAYS]]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
command=${1:-$(swift build --show-bin-path)/kling-batch}
days=${2:-30}
. Tests/emulator.sh
# It is noon, so that no run goes on into the next day.
hour=$(date -u +%H)
export TZ=SIM$((10#$hour - 12))
bill=$folder/bill.jsonl
ledger=$folder/ledger.sqlite
: >"$bill"
charged() { wc -l <"$bill"; }

# list NUMBER VERSION: the list of a batch; a later version changes texts, a voice and its length.
list() {
    python3 - "$folder" "$@" <<'PYTHON'
import csv, json, hashlib, os, random, sys
folder, number, version = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
choose = random.Random(number)
actors = {"Ann": "calm_story1", "Bob": "uk_man2", "Cleo": "commercial_lady_en_f-v1"}
known = os.path.join(folder, "texts.json")
texts = json.load(open(known)) if os.path.exists(known) else {}
with open(os.path.join(folder, f"batch-{number}.csv"), "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["id", "text", "voice", "actor", "scene"])
    for line in range(6 + number % 4 + version):
        actor = choose.choice(sorted(actors))
        edit = version if line % 3 == 0 else 0
        text = f"{actor} says line {line} of day {number}, version {edit}."
        if line == 1:
            text = f"{actor} says good morning."
        voice = "nobody" if edit and line == 3 else actors[actor]
        texts[hashlib.sha256(text.encode()).hexdigest()] = actor
        rows.writerow([f"line-{line}", text, voice, actor, number % 5])
json.dump(texts, open(known, "w"))
PYTHON
}

# run_batch NUMBER: runs it to its end; what is held waits for another day.
run_batch() {
    "$command" run "$folder/batch-$1.csv" --output "$folder/out-$1" --ledger "$ledger" --no-wait --quiet \
        --base-url "$address" --deadline 2 --project "project $(($1 % 3))" --max-unknown-spend 5 \
        >"$folder/run.log" 2>&1 || [ $? = 2 ] || { cat "$folder/run.log"; exit 1; }
}

# kill_batch NUMBER: begins it and kills it after three calls.
kill_batch() {
    local before
    before=$(charged)
    "$command" run "$folder/batch-$1.csv" --output "$folder/out-$1" --ledger "$ledger" --no-wait --quiet \
        --base-url "$address" --deadline 2 --project "project $(($1 % 3))" --max-unknown-spend 5 \
        >/dev/null 2>&1 &
    local run=$!
    until [ "$(charged)" -ge $((before + 3)) ] || ! kill -0 "$run" 2>/dev/null; do sleep 0.02; done
    kill -KILL "$run" 2>/dev/null || true
    wait "$run" 2>/dev/null || true
}

# What is in the ledger becomes a day older.
age() {
    python3 - "$ledger" <<'PYTHON'
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
for table, columns in {
    "attempt": ["armed_at", "settled_at", "created_at"], "run": ["started_at", "ended_at"],
    "batch": ["created_at"], "track": ["made_at"], "clip": ["stored_at"],
    "question": ["asked_at", "answered_at"],
}.items():
    for column in columns:
        ledger.execute(f"UPDATE {table} SET {column} = {column} - 86400000")
ledger.execute("UPDATE attempt SET day = date(day, '-1 day')")
ledger.execute("UPDATE account_day SET day = date(day, '-1 day')")
ledger.commit()
PYTHON
}

runs=0
killed=0
half=
start_emulator --audio-engine silence --latency 0.05 --faults all-healing:0.1 --seed 5 --bill "$bill"
for ((day = 1; day <= days; day++)); do
    if [ -n "$half" ]; then
        run_batch "$half"
        half=
        runs=$((runs + 1))
    fi
    list "$day" 0
    if ((day % 3 == 2)); then
        kill_batch "$day"
        half=$day
        killed=$((killed + 1))
    else
        run_batch "$day"
        runs=$((runs + 1))
    fi
    if ((day > 1)); then
        list $((day / 2)) $((day % 2 + 1))
        run_batch $((day / 2))
        runs=$((runs + 1))
    fi
    echo "$(charged)" >>"$folder/days"
    ((day == days)) || age
done
stop_emulator

for grouping in voice input job speaker batch project day month actor; do
    "$command" report --by "$grouping" --ledger "$ledger" --format json >"$folder/by-$grouping.json"
done
"$command" report --all --ledger "$ledger" --format json >"$folder/all.json"
python3 Tests/month_check.py "$folder" "$days" "$runs" "$killed"
