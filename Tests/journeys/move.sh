# A batch moves to another disk, cut short on the way; then the whole project moves.
. "$JOURNEYS/journey.sh"
start_emulator
mkdir project
make_lines 3 project/lines.csv
run() { try kling-batch run "$@" --voice reader_en_m-v1 --quiet; }
run project/lines.csv --output project/audio >/dev/null
echo "a file of mine is in the way"
mkdir -p project/disk
echo mine >project/disk/line-2.mp3
try kling-batch batches move lines project/disk
ls project/audio
rm project/disk/line-2.mp3
echo mine >project/audio/notes.txt
try kling-batch batches move lines project/disk
ls project/audio project/disk
echo "the same command goes on where the batch is now"
run project/lines.csv | grep -E '^(jobs|Tracks)'
run project/lines.csv --output project/audio
echo "the project moves as a whole"
mv project elsewhere
try kling-batch batches relocate project elsewhere
run elsewhere/lines.csv | grep -E '^(jobs|Tracks)'
try kling-batch batches relocate project elsewhere
try kling-batch batches rename lines prose
run elsewhere/lines.csv --batch prose | grep -E '^(jobs|Tracks)'
say_bill
