# What no batch needs is removed: first said, then done; never what was paid for, and nothing of mine.
. "$JOURNEYS/journey.sh"
start_emulator
export KLING_BATCH_SERVICE=tts.example.com
run="kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet"
make_lines 4
try $run >/dev/null
make_lines 2
try $run >/dev/null
echo mine >audio/line-4.mp3
echo mine >audio/line-9.mp3
: >audio/.kling-batch-1-1.part
try kling-batch prune --dry-run
ls audio
try kling-batch prune --older-than 90d
try kling-batch prune
ls -A audio
echo "the clips were paid for, and stay"
try kling-batch prune
try kling-batch prune --paid-too
make_lines 3
echo "paid for still: it is fetched from its address again"
try $run | grep -E '^(jobs|calls)'
say_bill
