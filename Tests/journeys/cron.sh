# As cron runs it: no terminal, hardly any variables, both streams in one mail.
. "$JOURNEYS/journey.sh"
start_emulator
make_lines 3
as_cron() {
    env -i HOME="$HOME" PATH="$PATH" TZ=UTC KLING_API_TOKEN=any setsid -w "$@" </dev/null 2>&1
}
echo "the first night"
as_cron kling-batch run lines.csv --voice reader_en_m-v1 --output audio --base-url "$address" | cat
echo "the second night, with nothing to do and nothing to say but the end"
as_cron kling-batch run lines.csv --voice reader_en_m-v1 --output audio --base-url "$address" \
    --quiet | cat
