# A season that grows: a new episode joins the batch, one leaves it, and the tracks lie beside the
# subtitles, so that the same glob takes them along.
. "$JOURNEYS/journey.sh"
start_emulator
episode() {
    mkdir -p season
    {
        printf '1\n00:00:01,000 --> 00:00:04,000\nThis is episode %s.\n\n' "$1"
        printf '2\n00:00:06,000 --> 00:00:09,000\nIt ends with line %s.\n' "$1"
    } >"season/e$1.srt"
}
voice() { try kling-batch "$@" --voice reader_en_m-v1 --language en --batch season --quiet; }
episode 1
episode 2
voice run season/e1.srt season/e2.srt --output season
episode 3
echo "the plan says what the run says"
voice plan season/* 2>&1 | grep -E 'left out|Left out|batch:'
voice run season/*
echo "an episode leaves; its track stays"
voice run season/e2.srt season/e3.srt
ls season/*.mp3
echo "without --batch the name comes from the first input, and takes no other inputs by chance"
mkdir other
cp season/e3.srt other/e2.srt
try kling-batch run season/e2.srt --voice reader_en_m-v1 --language en --output own --quiet >/dev/null
try kling-batch run other/e2.srt --voice reader_en_m-v1 --language en --quiet
say_bill
