# To be sourced by each journey: a person's way through, whose output stands beside it in a .txt file.
#
# A journey runs in an empty folder that is its home, with `kling-batch` on the search path.
# Tests/CommandTests/Journeys/JourneyTests.swift runs it and compares what it says, on both streams,
# line by line. In the .txt file stand for what differs from run to run:
#
#   <time>      a time of day, with its date and its offset or without
#   <folder>    the journey's folder
#   <address>   the emulator's address
#   <number>    a number, a sum of money or a length of time such as 1:02:03
#   <words>     anything within a line
#   <lines>     on a line of its own: any lines, or none
#   <CR> <ESC>  these two control characters
#
# With KLING_UPDATE_JOURNEYS=1 the tests write the .txt files of journeys that went otherwise anew,
# with <time>, <folder> and <address> set in; read what they wrote.
set -u

# Shows a command, runs it, and says its exit code where that is not 0.
try() {
    local code=0
    echo "\$ $*"
    "$@" || code=$?
    [ "$code" = 0 ] || echo "[exit $code]"
}

# Starts a silent emulator and lets everything call it. $bill: each charged call is a line of it.
start_emulator() {
    : >address
    kling-batch emulator --port 0 --audio-engine silence --bill bill.jsonl "$@" >address &
    emulator=$!
    disown "$emulator"
    wait_until test -s address
    address=$(head -1 address)
    export KLING_BATCH_BASE_URL=$address
}

stop_emulator() {
    [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
    emulator=
}
emulator=
bill=bill.jsonl
: >"$bill"
trap stop_emulator EXIT

# Waits until a command says yes, at most for a minute.
wait_until() {
    local tries=0
    until "$@" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 1200 ]; then
            echo "waited in vain for: $*"
            exit 1
        fi
        sleep 0.05
    done
}

# Whether so many calls have been charged.
charged() { [ "$(wc -l <"$bill")" -ge "$1" ]; }

# How many calls have been charged, as a sentence.
say_bill() { echo "the emulator charged $(wc -l <"$bill") calls, $(sort -u "$bill" | wc -l) different"; }

# Writes a list of so many lines: lines.csv, or the file that is named.
make_lines() {
    local number
    {
        echo "id,text"
        for number in $(seq "$1"); do echo "line-$number,This is line number $number."; done
    } >"${2:-lines.csv}"
}
