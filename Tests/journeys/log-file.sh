# A log file that is moved away is opened anew at SIGUSR1; as JSON each line is an object.
. "$JOURNEYS/journey.sh"
start_emulator --latency 0.1
make_lines 20
kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet --log-file run.log --rate 10/s \
    >/dev/null &
wait_until charged 2
mv run.log run.log.1
kill -USR1 $!
wait $!
echo "[exit $?]"
echo "before:"
cat run.log.1
echo "after:"
cat run.log
kling-batch run lines.csv --voice reader_en_m-v1 --output audio --log-format json 2>lines.json >/dev/null
cat lines.json
try kling-batch run lines.csv --voice reader_en_m-v1 --log-file no-folder/run.log
