# To be sourced by a script that calls an emulator: gives it a folder that is gone afterwards.
#
# $command is the built kling-batch, and $folder the folder.
# start_emulator OPTION…: starts an emulator, whose address is then $address.
# stop_emulator: ends it; the end of the script does so as well.
folder=$(mktemp -d)
export KLING_API_TOKEN=test
emulator=
stop_emulator() {
    [ -z "$emulator" ] || { kill "$emulator" && wait "$emulator" || true; } 2>/dev/null
    emulator=
}
trap 'stop_emulator; rm -rf "$folder"' EXIT
start_emulator() {
    : >"$folder/address"
    "$command" emulator --port 0 "$@" >"$folder/address" &
    emulator=$!
    until [ -s "$folder/address" ]; do sleep 0.1; done
    address=$(head -1 "$folder/address")
}
