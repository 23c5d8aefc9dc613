#!/usr/bin/env bash
# Runs the real command against real limiters, beside what people use in its place: nginx and HAProxy, and the
# emulator's own limiter, each a row of rows.py; tenacity, botocore's adaptive mode, and aiolimiter told
# the right rate. Prints the table of docs/benchmarks.md, "Pace behind real limiters": for each client the
# share of the limit used / the share of calls refused, from the third minute on / refusals in the first two minutes /
# when the first minute began with 90 % used and at most 5 % refused.
#
# All rows run at once, on ports of their own, for 6 minutes; they wait more than they compute.
#
# usage: bash Tests/pace/run.sh [--seconds N] [--rows A,B] [--clients kling-batch,told] [--folder FOLDER]
#                               [--draw FOLDER]
# --folder keeps configurations, logs and events there; --draw writes a picture of each row into a folder.
# KLING_COMMAND names a built kling-batch; without it a release build is made.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=
draw=
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --folder) folder=$(realpath -m "$2"); shift 2 ;;
        --draw) draw=$(realpath -m "$2"); shift 2 ;;
        *) arguments+=("$1"); shift ;;
    esac
done
cd "$here/../.."
. jobs/packages.sh
install_packages nginx haproxy python3 python3-venv
if [ -z "${KLING_COMMAND:-}" ]; then
    swift build -c release --product kling-batch | tail -1
    KLING_COMMAND=$(swift build -c release --show-bin-path)/kling-batch
fi
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
rm -f "$folder/calls.log" "$folder"/*.events
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install -q \
    botocore==1.44.8 tenacity==9.2.1 aiolimiter==1.3.0 aiohttp==3.14.5
# Debian's servers are not in everybody's path.
PATH=$PATH:/usr/sbin "$folder/python/bin/python" "$here/measure.py" \
    --command "$(realpath "$KLING_COMMAND")" --folder "$folder" "${arguments[@]}"
if [ -n "$draw" ]; then python3 "$here/draw.py" "$folder" "$draw"; fi
