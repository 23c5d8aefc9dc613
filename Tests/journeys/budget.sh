# A budget that is too small stops the run; the same command with a larger one goes on.
. "$JOURNEYS/journey.sh"
start_emulator
make_lines 6
try kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 0.20
say_bill
try kling-batch run lines.csv --voice reader_en_m-v1 --output audio --budget 1
say_bill
