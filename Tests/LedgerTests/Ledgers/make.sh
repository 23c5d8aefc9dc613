#!/usr/bin/env bash
# make.sh COMMAND VERSION: makes the ledger of an earlier version with the command of that version.
#
# Everything is made in /tmp/old-ledger/versionN, whose inputs, ledger, clips and tracks are then the
# fixture. It ends with a run that is killed while calls and downloads are under way.
set -eu
command=$1 version=$2
here=$(cd "$(dirname "$0")" && pwd)
folder=/tmp/old-ledger/version$version
address=127.7.7.$version port=8091
rm -rf "$folder"
mkdir -p "$folder/tracks" "$folder/reports"
cp -r "$here/inputs" "$folder/inputs"
cd "$folder"
export XDG_CONFIG_HOME=$folder/none XDG_DATA_HOME=$folder/none

# serve OPTIONS...: starts the emulator of the same command anew.
server=
serve() {
    stop
    "$command" emulator --audio-engine silence --host "$address" --port "$port" "$@" \
        >/dev/null 2>&1 &
    server=$!
    until (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; do sleep 0.05; done
}
stop() {
    if [ -n "$server" ]; then kill "$server" && wait "$server" || true; fi
    server=
}
trap stop EXIT

# batch NAME INPUT OPTIONS...: runs a batch; the exit code may be that of a batch with held jobs.
batch() {
    local name=$1 input=$2
    shift 2
    KLING_API_TOKEN=${token:-the-token} "$command" run "$folder/inputs/$input" --batch "$name" \
        --ledger ledger.sqlite --output "$folder/tracks/$name" --base-url "http://$address:$port" \
        --voice reader_en_m-v1 --quiet "$@" || echo "$name: exit $?"
}

serve
batch finished finished.csv
batch pieces pieces.csv --max-chars 40
batch stopped stopped.csv --budget 0.10 --concurrency 1
if [ "$version" -ge 2 ]; then batch book lamp.md --max-chars 80 --book mp3 --speed 2; fi
if [ "$version" -ge 3 ]; then batch film harbour.srt --language en; fi
serve --voice-list inputs/voices.txt
batch refused refused.csv
serve --faults drop-after:0.5 --seed 5
batch held doubtful.csv --on-unknown hold --concurrency 1
batch repeated repeated.csv --concurrency 1
serve --faults expired:0.5 --seed 5
batch expired expired.csv --concurrency 1
serve --max-chars 100
token=another-token batch split split.csv
# From version 5 on a limit that makes the rest dearer ends a run, and the same command goes on.
if [ "$version" -ge 5 ]; then token=another-token batch split split.csv; fi
stop

# The killed run: from the same start until the moment is a good one.
serve --latency 0.7 --faults cut-audio:0.5 --seed 2
cp -r "$folder" "$folder.start"
count() { sqlite3 "$folder.look/ledger.sqlite" "SELECT count(*) FROM $1"; }
mine="batch_id = (SELECT batch_id FROM batch WHERE name = 'killed')"
tasks="task JOIN job_task USING (task_id) JOIN job USING (job_id)"
for attempt in $(seq 1 30); do
    rm -rf "$folder"
    cp -r "$folder.start" "$folder"
    cd "$folder"
    KLING_API_TOKEN=the-token "$command" run "$folder/inputs/killed.csv" --batch killed \
        --ledger ledger.sqlite --output "$folder/tracks/killed" --base-url "http://$address:$port" \
        --voice reader_en_m-v1 --quiet --concurrency 2 --downloads 1 >/dev/null 2>&1 &
    run=$!
    sleep "$((2 + attempt % 2)).$((attempt * 3 % 10))"
    kill -KILL "$run" 2>/dev/null || true
    wait "$run" 2>/dev/null || true
    [ -s ledger.sqlite-wal ] || continue
    rm -rf "$folder.look"
    cp -r "$folder" "$folder.look"
    armed=$(count "attempt WHERE state = 'armed' AND $mine")
    paid=$(count "$tasks WHERE task.state = 'synthesized' AND $mine")
    stored=$(count "$tasks WHERE task.state = 'stored' AND $mine")
    waiting=$(count "$tasks WHERE task.state = 'waiting' AND $mine")
    made=$(count "job WHERE job.state = 'done' AND $mine")
    echo "armed $armed paid $paid stored $stored waiting $waiting done $made"
    if [ "$armed" -ge 1 ] && [ "$paid" -ge 1 ] && [ "$made" -ge 1 ] \
        && [ "$stored" -le 3 ] && [ "$waiting" -gt "$armed" ]; then break; fi
    [ "$attempt" -lt 30 ]
done
rm -rf "$folder.start" "$folder.look"

# What the old command says of it, from a copy, since reading may touch the log.
cp -r "$folder" "$folder.look"
for name in $(sqlite3 "$folder.look/ledger.sqlite" "SELECT name FROM batch"); do
    "$command" report "$name" --ledger "$folder.look/ledger.sqlite" --format json \
        >"$folder/reports/$name.json"
done
rm -rf "$folder.look" "$folder/none" ledger.sqlite.lock ledger.sqlite-shm
rm -rf ledger.sqlite.reserve inputs
find clips -type d -empty -delete

# The first version keeps the log that the killed run left; in the others it is copied into the
# file, as any tool does that opens it.
if [ "$version" -gt 1 ]; then
    sqlite3 ledger.sqlite "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
fi
