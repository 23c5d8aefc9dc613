#!/usr/bin/env bash
# Reads random inputs of a kind for some minutes and reports crashes and hangs.
#
# An input is made anew or is a mutation of a real file of ../shared/data; each follows from its seed
# alone. What crashes the command or takes over 20 s is kept and its seed is printed: with that seed
# and 0 minutes the one input is made and read again.
#
# usage: bash Tests/fuzz.sh KIND MINUTES [SEED] [COMMAND]
#   KIND: text, markdown, html, epub, subtitles or lists; COMMAND: a built kling-batch
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -lt 2 ]; then
    sed -n '2,/^set/p' "$0" | grep '^#' | cut -c3-
    exit 64
fi
command=${4:-$(swift build --show-bin-path)/kling-batch}
exec python3 Tests/fuzz.py "$1" "$2" "${3:-1}" "$command" "${KLING_TEST_DATA:-../shared/data}"
