#!/usr/bin/env bash
# A real book through the emulator at a free account's pace, with faults, killed three times.
#
# The twelve chapters of Alice, calls of at most 1000 characters, 120 calls a minute and 3 at once,
# a tenth of the calls with a fault that heals. The run is killed with SIGKILL three times on the way
# and started again. Then: all tracks there, `verify` clean, durations right by ffprobe, and
# surely spent <= the emulator's bill <= at most spent.
#
# usage: bash Tests/book.sh [COMMAND]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KLING_TEST_DATA:-../shared/data}
book=$data/books/txt/en-alice-pg11-utf8.txt
if [ ! -f "$book" ]; then
    echo "skipped: the book is not at $book"
    exit 0
fi
command=${1:-$(swift build --show-bin-path)/kling-batch}
. Tests/emulator.sh

python3 Tests/alice_chapters.py "$book" "$folder/list"
start_emulator --rate 120/min --at-once 3 --latency 0.3 --faults all-healing:0.1 \
    --seed "${SEED:-11}" --bill "$folder/bill.jsonl" --audio-engine silence
run=("$command" run "$folder/list/alice.csv" --voice reader_en_m-v1 --max-chars 1000 --deadline 5
    --output "$folder/audio" --ledger "$folder/ledger.sqlite" --no-wait --quiet
    --base-url "$address" --max-unknown-spend 5)
charged() { wc -l <"$folder/bill.jsonl"; }

for part in 25 60 95; do
    "${run[@]}" >/dev/null &
    job=$!
    until [ "$(charged)" -ge "$part" ]; do sleep 0.05; done
    kill -KILL "$job"
    wait "$job" 2>/dev/null || true
    echo "killed after $(charged) charged calls"
done
"${run[@]}"
"$command" verify alice --ledger "$folder/ledger.sqlite"

python3 Tests/book_check.py "$folder"
