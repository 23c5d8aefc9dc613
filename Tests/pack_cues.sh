#!/usr/bin/env bash
# How well packed utterances are cut apart: --pack-cues on real files, with espeak-ng's voice, against
# the true boundaries that only the emulator knows.
#
# usage: bash Tests/pack_cues.sh [COMMAND]   (COMMAND: a built kling-batch)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${KLING_TEST_DATA:-../shared/data}/subtitles/real
if [ ! -d "$data" ]; then
    echo "skipped: the subtitles are not at $data"
    exit 0
fi
command=${1:-$(swift build --show-bin-path)/kling-batch}
. Tests/emulator.sh
start_emulator --audio-engine speech --boundaries "$folder/boundaries.jsonl" \
    --bill "$folder/bill.jsonl"

echo "| file | utterances in packs | packs | cut | bought alone | calls saved | cut error median | 90 % | worst | over 100 ms |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for name in ed-captions.en.vtt ed-captions.ar.vtt pepper-and-carrot-ep6-eng.srt \
    pepper-and-carrot-ep6-deu.srt zho-synfig-02-first-animation.srt zho-synfig-05-keyframes.srt \
    rus-synfig-12-parallax-effect.srt
do
    "$command" run "$data/$name" --pack-cues --voice oversea_male1 --quiet --output "$folder/out" \
        --ledger "$folder/${name%.*}.sqlite" --base-url "$address" \
        >"$folder/run.log" 2>&1
    python3 - "$folder" "$name" <<'PYTHON'
import json, pathlib, re, sys
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
fit = json.loads((folder / "out" / (name.rsplit(".", 1)[0] + ".fit.json")).read_text())
words = lambda text: re.sub(r"\W", "", text)
blocks = {}
for line in (folder / "boundaries.jsonl").read_text().splitlines():
    spoken = json.loads(line)["blocks"]
    for block in spoken if len(spoken) > 1 else []:
        blocks.setdefault(words(block["text"]), []).append(block)
# The times in an MP3 count from the start of its encoder's and its decoder's delay: LAME, 1105 samples.
delay = 1105 / 24
errors = []
for row in fit["rows"]:
    if row["pack"] is None:
        continue
    start, end = row["cut_start_s"] * 1000 - delay, row["cut_end_s"] * 1000 - delay
    # How much of its own speech is cut off, at the worse end: what one loses its neighbour gains.
    errors.append(min((max(0, start - b["start_ms"], b["end_ms"] - end)
                       for b in blocks.get(words(row["text"]), [])), default=float("inf")))
errors.sort()
pick = lambda share: f"{errors[min(len(errors) - 1, int(len(errors) * share))]:.0f} ms" if errors else "-"
print(f"| {name} | {fit['cut'] + fit['bought_alone']} | {fit['packs']} | {fit['cut']} "
      f"| {fit['bought_alone']} | {fit['calls_saved']} | {pick(0.5)} | {pick(0.9)} | {pick(1)} "
      f"| {sum(e > 100 for e in errors)} |")
PYTHON
done
