#!/usr/bin/env bash
# Three whole books to audiobooks through the emulator at a paid account's pace, with faults.
#
# Sherlock Holmes, Kusamakura and Sanguo Yanyi, EPUBs, at 60 calls a minute and 5 at once, a tenth of
# the calls with a fault that heals. The first run is killed with SIGKILL while it calls, the second
# while it encodes; the third ends. Then ffprobe has to show the chapters, titles, cover and length.
# Each book is also run without faults: the cost is then the plan's.
#
# usage: bash Tests/audiobooks.sh [COMMAND]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KLING_TEST_DATA:-../shared/data}/books/epub
if [ ! -d "$data" ]; then
    echo "skipped: the books are not at $data"
    exit 0
fi
command=${1:-$(swift build --show-bin-path)/kling-batch}
. Tests/emulator.sh
charged() { cat "$folder/$1.jsonl" 2>/dev/null | wc -l; }

for name in en-sherlock-holmes-se ja-kusamakura-vertical-ruby zh-hans-sanguo24-pandoc-epub3-nested
do
    echo "== $name"
    start_emulator --audio-engine silence --bill "$folder/$name.jsonl" --rate 60/min --at-once 5 \
        --latency 0.5 --faults all-healing:0.1 --seed 5
    run=("$command" run "$data/$name.epub" --voice calm_story1 --deadline 5 --quiet --no-wait
        --output "$folder/$name" --ledger "$folder/ledger/$name.sqlite"
        --base-url "$address" --max-unknown-spend 5)
    "${run[@]}" >/dev/null 2>&1 &
    job=$!
    until [ "$(charged "$name")" -ge 5 ]; do sleep 0.05; done
    kill -KILL "$job"
    wait "$job" 2>/dev/null || true
    echo "killed after $(charged "$name") charged calls"
    "${run[@]}" >/dev/null 2>&1 &
    job=$!
    # Encoded chapters lie in a folder of their own beside the clips.
    until [ -n "$(find "$folder/ledger/clips" -path '*audiobook-*' -type f 2>/dev/null | head -1)" ]
    do
        kill -0 "$job" 2>/dev/null || break
        sleep 0.05
    done
    kill -KILL "$job" 2>/dev/null || true
    wait "$job" 2>/dev/null || true
    echo "killed again after $(charged "$name") charged calls, while encoding"
    "${run[@]}" | sed 's/^/  /'
    "$command" verify "$name" --ledger "$folder/ledger/$name.sqlite"
    python3 Tests/audiobook_check.py "$folder" "$name"
    stop_emulator
    rm -rf "$folder/ledger"

    start_emulator --audio-engine silence --bill "$folder/$name-plain.jsonl"
    plan=$("$command" plan "$data/$name.epub" --voice calm_story1 --format json \
        --ledger "$folder/ledger/plain.sqlite" --base-url "$address")
    "$command" run "$data/$name.epub" --voice calm_story1 --quiet --book none \
        --output "$folder/plain-$name" --ledger "$folder/ledger/plain.sqlite" \
        --base-url "$address" >/dev/null
    python3 - "$plan" "$(charged "$name-plain")" <<'PYTHON'
import json, sys
plan, billed = json.loads(sys.argv[1]), int(sys.argv[2])
assert plan["calls_to_pay"] == billed, (plan, billed)
print(f"without faults: {billed} calls planned and billed, {plan['cost_cny']} CNY")
PYTHON
    stop_emulator
    rm -rf "$folder/ledger"
done
