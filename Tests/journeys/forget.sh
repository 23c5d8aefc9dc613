# A batch is forgotten: its money and its clips stay, its name is free.
. "$JOURNEYS/journey.sh"
start_emulator
export KLING_BATCH_SERVICE=tts.example.com
make_lines 2
run="kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet"
try $run >/dev/null
stop_emulator
start_emulator --faults drop-after:1 --seed 1
make_lines 3
try $run --on-unknown hold >/dev/null
echo "a call may have been charged"
try kling-batch batches forget lines
try kling-batch batches forget lines --in-doubt-too
try kling-batch batches
kling-batch report --all | grep -E '^(batch|calls|surely|at most)'
ls audio
echo "what was paid for costs nothing elsewhere"
make_lines 2
try kling-batch plan lines.csv --voice reader_en_m-v1 --batch again --output again | grep -E '^(calls|cost|price)'
