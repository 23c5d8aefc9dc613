# From a trial at the emulator to the real service under the same name, without a word too many.
. "$JOURNEYS/journey.sh"
start_emulator
make_lines 2
run="kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 0.10"
try $run --quiet | grep -E '^(batch|jobs|surely|budget)'
echo "the real service"
export KLING_BATCH_SERVICE=tts.example.com
try kling-batch plan lines.csv --voice reader_en_m-v1 --output audio | grep -E '^(ceiling|cost) '
try $run 2>&1 | grep -vE '^(time|audio) '
echo "back to the emulator is refused, since beeps would take the place of what was paid for"
unset KLING_BATCH_SERVICE
try $run --quiet
kling-batch report --all | grep -E '^(batch|surely)'
say_bill
