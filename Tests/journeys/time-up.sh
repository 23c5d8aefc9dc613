# Calls until a time is up: what is paid is made, whoever is named is told, and the same command goes on.
. "$JOURNEYS/journey.sh"
start_emulator --latency 0.1
make_lines 30
cat >tell.sh <<'END'
echo "$1: batch $KLING_RUN_BATCH, $KLING_RUN_OUTCOME, exit $KLING_RUN_EXIT_CODE," \
    "$KLING_RUN_JOBS jobs, token “${KLING_API_TOKEN-}”"
exit "${2-0}"
END
run="kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet --rate 3/s"
try $run --max-duration 4s --on-done "sh tell.sh done" --on-problem "sh tell.sh problem"
echo "as many tracks as calls: $(find audio -name '*.mp3' | wc -l | tr -d ' ') $(wc -l <"$bill")" |
    awk '{ print ($6 == $7 ? "every paid call is a track" : $0) }'
try kling-batch run lines.csv --voice reader_en_m-v1 --output audio --quiet \
    --on-done "sh tell.sh done 3" --on-problem "sh tell.sh problem"
say_bill
try $run --until 25:00
try $run --max-duration 8
