# Under nohup a run goes on when its terminal is gone, though nobody takes what it writes.
. "$JOURNEYS/journey.sh"
start_emulator --latency 0.1
make_lines 12
cat >in-terminal.sh <<'END'
trap '' HUP
kling-batch run lines.csv --voice reader_en_m-v1 --output audio
echo "[exit $?]" >code
END
TERM=xterm setsid script -qc "sh in-terminal.sh" /dev/null >/dev/null 2>&1 </dev/null &
wait_until charged 2
echo "the terminal is gone"
{ kill -9 $! && wait $!; } 2>/dev/null
wait_until test -s code
cat code
say_bill
echo "standard error is closed from the start"
kling-batch run lines.csv --voice reader_en_m-v1 --output again --batch again 2>&- >&-
echo "[exit $?]"
try kling-batch verify again
