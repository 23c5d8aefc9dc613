# A variable that is misspelt is no budget: nothing is done before that is said.
. "$JOURNEYS/journey.sh"
make_lines 1
export KLING_BATCH_BUDGT=1
try kling-batch run lines.csv --voice reader_en_m-v1
unset KLING_BATCH_BUDGT
export KLING_BATCH_TOKEN=secret
try kling-batch run lines.csv --voice reader_en_m-v1
