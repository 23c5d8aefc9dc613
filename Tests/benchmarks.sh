#!/usr/bin/env bash
# Measures what docs/benchmarks.md reports: planning a million rows, and the whole pipeline against an
# emulator without limit or latency in another process.
#
# usage: bash Tests/benchmarks.sh [plan|run|memory|books|film]...   (all without arguments)
# KLING_COMMAND names a built kling-batch; without it a release build is made.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
install_packages time python3
if [ -z "${KLING_COMMAND:-}" ]; then
    swift build -c release --product kling-batch | tail -1
    KLING_COMMAND=$(swift build -c release --show-bin-path)/kling-batch
fi
command=$KLING_COMMAND
. Tests/emulator.sh

# make_list COUNT FORMAT FILE: rows of about 60 characters, all different.
make_list() {
    python3 - "$@" <<'PYTHON'
import csv, json, sys
count, form, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
rows = ((f"line-{n:07}", f"This is line {n} of a long list, and every line is a sentence.")
        for n in range(count))
with open(path, "w", encoding="utf-8", newline="") as file:
    if form == "csv":
        out = csv.writer(file)
        out.writerow(["id", "text"])
        out.writerows(rows)
    else:
        file.write("[")
        for index, (id, text) in enumerate(rows):
            file.write((",\n" if index else "\n") + json.dumps({"id": id, "text": text}))
        file.write("\n]\n")
PYTHON
}

# measured COMMAND…: wall and CPU seconds and the peak memory of a command, on the last line.
measured() {
    /usr/bin/time -f '%e s wall, %U s user, %S s system, %M KiB peak' "$@" 2>&1 >/dev/null | tail -1
}

start_silent() { start_emulator --audio-engine silence --bill "$folder/bill.jsonl" "$@"; }

plan() {
    for form in csv json; do
        make_list 1000000 $form "$folder/million.$form"
        for round in 1 2 3; do
            echo "plan, 1,000,000 $form rows: $(measured "$command" plan "$folder/million.$form" \
                --voice v --ledger "$folder/none.sqlite" --format json)"
        done
        rm "$folder/million.$form"
    done
}

# Every real EPUB, read and planned, beside ebooklib and BeautifulSoup reading it; then a text of
# 3.2 million characters.
books() {
    data=${KLING_TEST_DATA:-../shared/data}/books
    if [ ! -d "$data" ]; then
        echo "skipped: the books are not at $data"
        return
    fi
    python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install -q ebooklib beautifulsoup4 lxml
    python3 Tests/large_epub.py "$folder/large.epub"
    for book in "$data"/epub/*.epub "$folder/large.epub"; do
        echo "$(basename "$book"): $(measured "$command" chapters "$book")"
        # One chapter: nearly all of it is reading, which takes the whole book.
        echo "  reading alone: $(measured "$command" chapters "$book" --chapters 1)"
        echo "  ebooklib: $(measured "$folder/python/bin/python" Tests/read_epub.py "$book")"
    done
    for _ in $(seq 22); do cat "$data/txt/en-alice-pg11-utf8.txt"; done >"$folder/long.txt"
    echo "plan, a text of $(wc -m <"$folder/long.txt") characters: $(measured \
        "$command" plan "$folder/long.txt" --voice v --ledger "$folder/none.sqlite")"
}

# The first batch lets the pace be found; the second starts from what the ledger has learned.
run() {
    start_silent
    make_list 20000 csv "$folder/first.csv"
    sed 's/This/That/' "$folder/first.csv" >"$folder/second.csv"
    sed 's/This/Such/' "$folder/first.csv" >"$folder/third.csv"
    for batch in first second third; do
        echo "run, 20,000 jobs, $batch: $(measured "$command" run "$folder/$batch.csv" --voice v \
            --concurrency 64 --downloads 64 --output "$folder/$batch" --quiet \
            --ledger "$folder/ledger.sqlite" --base-url "$address")"
    done
    "$command" report --all --ledger "$folder/ledger.sqlite" --format csv
    stop_emulator
}

# Memory over 100,000 tasks, 5 % of the calls refused for a voice nobody has.
memory() {
    echo v >"$folder/voices"
    start_silent --voice-list "$folder/voices"
    make_list 100000 csv "$folder/plain.csv"
    awk -F, '{sub(/\r$/, "")} NR == 1 {print $0 ",voice_id"} NR > 1 {print $0 "," (NR % 20 ? "v" : "none-" NR)}' \
        "$folder/plain.csv" >"$folder/many.csv"
    "$command" run "$folder/many.csv" --concurrency 64 --downloads 64 --quiet \
        --output "$folder/many" --ledger "$folder/many.sqlite" \
        --base-url "$address" >"$folder/report" &
    local job=$!
    while kill -0 "$job" 2>/dev/null; do
        local done
        done=$(wc -l <"$folder/bill.jsonl")
        local resident
        resident=$(awk '/VmRSS/ {print $2}' "/proc/$job/status" 2>/dev/null || true)
        [ -z "$resident" ] || echo "memory, after $done calls: $resident KiB"
        sleep 10
    done
    wait "$job" || true # 2: jobs have failed
    head -9 "$folder/report"
    stop_emulator
}

# A film of three hours and 2,400 cues, every third too long for its slot: all of it, then the track
# alone in other forms, from clips that are there.
film() {
    install_packages ffmpeg
    python3 - "$folder/film.srt" <<'PYTHON'
import sys
time = lambda ms: f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
with open(sys.argv[1], "w", encoding="utf-8") as file:
    for n in range(2400):
        words = "and there is more to say than time to say it in " if n % 3 == 0 else ""
        file.write(f"{n + 1}\n{time(n * 4500)} --> {time(n * 4500 + 3900)}\n"
                   f"This is line number {n} of a long film, {words}it ends.\n\n")
PYTHON
    start_silent
    for track in mp3 m4a opus; do
        echo "film, 3 h, 2,400 cues, $track: $(measured "$command" run "$folder/film.srt" --voice v \
            --track $track --concurrency 64 --downloads 64 --output "$folder/film" --quiet \
            --ledger "$folder/film.sqlite" --base-url "$address")"
    done
    "$command" report film --ledger "$folder/film.sqlite" | grep -E "film\.|audio"
    stop_emulator
}

for part in "${@:-all}"; do
    case $part in
        all) plan; run; memory; books; film ;;
        plan | run | memory | books | film) "$part" ;;
        *) echo "unknown part: $part" >&2; exit 64 ;;
    esac
done
