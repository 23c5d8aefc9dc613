#!/usr/bin/env bash
# A book, a subtitle file and a list through each form that services speak, killed twice, and reconciled.
#
# For page, gateway and kling: the emulator speaks the form, with a tenth of the calls in a fault that
# heals; three batches in one ledger find the form out by themselves (--api auto), each is killed with
# SIGKILL twice on the way and started again until all is made. Then: every job done, `verify` clean,
# surely spent <= the emulator's bill <= at most spent; and after `reconcile --settle` with that bill
# surely spent = bill = at most spent.
#
# usage: bash Tests/services.sh [COMMAND]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KLING_TEST_DATA:-../shared/data}
book=$data/books/txt/en-alice-pg11-utf8.txt
subtitles=${SUBTITLES:-$(ls "$data"/subtitles/real/*.srt 2>/dev/null | head -1)}
if [ ! -f "$book" ] || [ ! -f "$subtitles" ]; then
    echo "skipped: the book or the subtitles are not in $data"
    exit 0
fi
command=${1:-$(swift build --show-bin-path)/kling-batch}
. Tests/emulator.sh

cp "$book" "$folder/alice.txt"
# Five minutes of a film are enough to show the way through.
python3 - "$subtitles" "$folder/film.srt" <<'PYTHON'
import re, sys
text = open(sys.argv[1], "rb").read().decode("utf-8-sig", "replace").replace("\r\n", "\n")
blocks = [b for b in re.split(r"\n\n+", text) if "-->" in b]
def start(block):
    h, m, s = re.search(r"(\d+):(\d+):(\d+)", block).groups()
    return int(h) * 3600 + int(m) * 60 + int(s)
open(sys.argv[2], "w").write("\n\n".join(b for b in blocks if start(b) < 300) + "\n")
PYTHON
python3 - "$folder/list.csv" <<'PYTHON'
import csv, sys
with open(sys.argv[1], "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["id", "text", "voice_id", "volume"])
    for number in range(1, 81):
        if number % 4:
            rows.writerow([f"line-{number}", f"This is line {number} of the list.", "reader_en_m-v1", ""])
        else:
            rows.writerow([f"line-{number}", f"这是第{number}行，请慢慢听。", "genshin_klee2", "1.2" if number % 8 else ""])
PYTHON

charged() { wc -l <"$bill"; }

for form in ${FORMS:-page gateway kling}; do
    bill=$folder/bill-$form.jsonl
    ledger=$folder/$form/ledger.sqlite
    start_emulator --form "$form" --latency 0.05 --faults all-healing:0.1 --seed "${SEED:-11}" \
        --bill "$bill" --audio-engine auto
    for input in alice.txt film.srt list.csv; do
        name=${input%.*}
        run=("$command" run "$folder/$input" --voice reader_en_m-v1 --batch "$name" --deadline 5
            --output "$folder/$form/$name" --ledger "$ledger" --no-wait --quiet --book none
            --base-url "$address" --max-unknown-spend 20)
        before=$(charged)
        for part in 10 25; do
            "${run[@]}" >/dev/null 2>&1 &
            job=$!
            until [ "$(charged)" -ge $((before + part)) ] || ! kill -0 "$job" 2>/dev/null; do
                sleep 0.02
            done
            kill -KILL "$job" 2>/dev/null || true
            wait "$job" 2>/dev/null || true
        done
        # A text whose replies were lost three times is held: a person says that it is called again.
        "${run[@]}" >/dev/null || "$command" retry "$name" --ledger "$ledger" --no-wait --quiet \
            --base-url "$address" >/dev/null || "${run[@]}" >/dev/null
        "$command" verify "$name" --ledger "$ledger" | tail -1
    done
    python3 Tests/services_check.py "$form" "$ledger" "$bill" within
    # A call that timed out may be charged a little later; of its last minute nothing is said. The
    # emulator's bill is whole until now.
    sleep 65
    touch "$bill"
    "$command" reconcile "$bill" --settle --lateness 1 --ours-alone --ledger "$ledger" \
        --until "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --base-url "$address" \
        >"$folder/reconciled-$form"
    python3 Tests/services_check.py "$form" "$ledger" "$bill" equal || { cat "$folder/reconciled-$form"; exit 1; }
    stop_emulator
done
