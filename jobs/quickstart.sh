#!/usr/bin/env bash
# From a fresh Debian 12 or Ubuntu with Swift to audio that plays: installs what is missing, builds,
# starts the built-in emulator, runs a batch against it, and prints what it cost. No account needed.
# Run again it is quick, and pays for nothing again.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
. jobs/build.sh

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
fi
install_packages libsqlite3-dev libxml2-dev zlib1g-dev ffmpeg espeak-ng

# The build that the tests use as well; jobs/install.sh makes a faster command, and takes longer.
echo "Building (the first time takes several minutes) …"
build --product kling-batch
command=$(swift build --show-bin-path)/kling-batch

folder=${KLING_QUICKSTART_FOLDER:-.build/quickstart}
mkdir -p "$folder"
address_file=$(mktemp)
"$command" emulator --port 0 --rate 600/min --at-once 4 --latency 0.2 \
    --bill "$folder/bill.jsonl" >"$address_file" &
emulator=$!
trap 'kill "$emulator" 2>/dev/null; wait "$emulator" 2>/dev/null; rm -f "$address_file"' EXIT

for _ in $(seq 100); do
    [ -s "$address_file" ] && break
    kill -0 "$emulator" 2>/dev/null || { echo "The emulator did not start." >&2; exit 1; }
    sleep 0.1
done
address=$(head -1 "$address_file")
[ -n "$address" ] || { echo "The emulator did not tell its address." >&2; exit 1; }
echo "Emulator at $address"

KLING_API_TOKEN=quickstart "$command" run jobs/greetings.csv jobs/phone-menu.zh.csv \
    jobs/long-story.json --voice reader_en_m-v1 --base-url "$address" --batch quickstart \
    --output "$folder/audio" --ledger "$folder/ledger.sqlite"

echo
ls -l "$folder/audio"
echo "Bill: $(wc -l <"$folder/bill.jsonl") calls charged so far, in $folder/bill.jsonl"
if command -v ffprobe >/dev/null; then
    track=$(ls "$folder"/audio/*.mp3 | head -1)
    echo "$track plays $(ffprobe -v error -show_entries format=duration -of csv=p=0 "$track") s"
fi
