# Nothing gets through: the cause is said at once, in plain words, and nothing is paid.
. "$JOURNEYS/journey.sh"
make_lines 3
# Runs against an address until the cause is said.
until_said() {
    echo "$1"
    kling-batch run lines.csv --voice reader_en_m-v1 --base-url "$2" --batch "$3" --output "$3" \
        >"$3.log" 2>&1 &
    wait_until grep -q "Nothing gets through" "$3.log"
    kill -TERM $!
    wait $!
    echo "[exit $?]"
    cat "$3.log"
}
until_said "a name that nobody has" https://no-such-host.invalid name
until_said "a port where nobody listens" http://127.0.0.1:1 port
start_emulator
until_said "TLS where there is none" "${address/http/https}" tls
