# A terminal that goes away in the middle of a run: the calls in flight are finished, and the same
# command goes on.
. "$JOURNEYS/journey.sh"
start_emulator --latency 0.1
make_lines 12
run="kling-batch run lines.csv --voice reader_en_m-v1 --output audio"
$run >run.log 2>&1 &
wait_until charged 2
echo "\$ kill -HUP, three times: from the kernel, the shell and the machine"
kill -HUP $!
kill -HUP $!
kill -HUP $!
wait $!
echo "[exit $?]"
cat run.log
try $run
say_bill
