# A terminal of 60 columns shows one line that fits, and a dumb one gets no control characters.
. "$JOURNEYS/journey.sh"
start_emulator --latency 0.3
make_lines 8
make_lines 8 more.csv
run="kling-batch run --voice reader_en_m-v1 --concurrency 1 --rate 4/s"
TERM=xterm script -qc "stty cols 60; $run lines.csv" typescript >/dev/null 2>&1 </dev/null
lines=$(sed '1d;$d' typescript | tr '\r' '\n' | sed 's/\x1b\[K//g')
echo "$lines" | grep -q 'calls · .* CNY' && echo "the live line counts calls and money"
# Not every awk counts characters, so that the dots have to be of one byte.
echo "$lines" | grep ' calls · ' | sed 's/·/./g' | awk 'length > 59' | grep . || echo "no live line is longer than 59"
grep -q $'\x1b' typescript && echo "it is written over"
TERM=dumb script -qc "stty cols 60; $run more.csv" typescript >/dev/null 2>&1 </dev/null
sed '1d;$d' typescript | tr -d '\r' | grep $'\x1b' || echo "a dumb terminal gets no control characters"
say_bill
