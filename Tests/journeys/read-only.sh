# A folder that takes no files is found before anything is paid, and claims no name.
. "$JOURNEYS/journey.sh"
start_emulator
make_lines 2
try kling-batch run lines.csv --voice reader_en_m-v1 --output /proc/audio --quiet
say_bill
try kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet | grep -E '^(jobs|Tracks)'
say_bill
