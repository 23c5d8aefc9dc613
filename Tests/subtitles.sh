#!/usr/bin/env bash
# Real subtitle files to voice tracks through the emulator with real speech, measured by their sound.
#
# Elephants Dream (English, Arabic; Japanese with announced lengths, as espeak-ng reads no kanji),
# Pepper & Carrot episode 6 in five languages, and lessons on Synfig in Chinese and Russian. Each run
# is repeated, which must pay nothing. Tests/subtitles_check.py then looks for the speech in each
# track with ffmpeg's silence detector, and prints a row of the table in docs/benchmarks.md.
#
# usage: bash Tests/subtitles.sh [COMMAND]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KLING_TEST_DATA:-../shared/data}/subtitles
if [ ! -d "$data" ]; then
    echo "skipped: the subtitles are not at $data"
    exit 0
fi
command=${1:-$(swift build --show-bin-path)/kling-batch}
. Tests/emulator.sh
charged() { cat "$folder/bill.jsonl" 2>/dev/null | wc -l; }

echo "| file | cues spoken | utterances | calls | CNY | one call a cue | fit | median drift | worst drift | starts heard |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for input in real/ed-captions.en.vtt real/ed-captions.ar.vtt real/ed-captions.ja.vtt \
    real/pepper-and-carrot-ep6-{deu,eng,fra,jpn}.srt derived/utf8-bom-zh-Hant-from-pepper-zhtw.srt \
    real/zho-synfig-{01-basics,02-first-animation,05-keyframes}.srt \
    real/rus-synfig-12-parallax-effect.srt
do
    name=$(basename "${input%.*}")
    engine=speech
    case $name in *.ja | *-jpn) engine=silence ;; esac
    start_emulator --audio-engine $engine --bill "$folder/bill.jsonl"
    options=("$data/$input" --voice oversea_male1 --ledger "$folder/$name/ledger.sqlite"
        --base-url "$address")
    "$command" plan "${options[@]}" --format json >"$folder/plan.json"
    before=$(charged)
    "$command" run "${options[@]}" --output "$folder/$name/out" --quiet >"$folder/run.log"
    calls=$(($(charged) - before))
    "$command" run "${options[@]}" --output "$folder/$name/out" --quiet >"$folder/run.log"
    [ $(($(charged) - before)) = $calls ] || { echo "$name: the second run paid"; exit 1; }
    "$command" verify "$name" --ledger "$folder/$name/ledger.sqlite" >/dev/null
    python3 Tests/subtitles_check.py "$data/$input" "$folder/$name/out/$name" "$folder/plan.json" \
        $calls $engine
    stop_emulator
done
