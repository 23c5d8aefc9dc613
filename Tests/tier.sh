#!/usr/bin/env bash
# Runs one tier of the tests, which are built already.
#
# usage: bash Tests/tier.sh computing|timing|others [ARGUMENTS OF swift test]
#
# Tests/TestSupport/Tiers.swift says what the tags mean. Of this toolchain, `swift test` chooses by
# name alone, so the names of the suites with a tag are read from where it stands beside them.
set -euo pipefail
cd "$(dirname "$0")/.."

# The suites with a tag: each as `Target.Suite/`, in one regular expression.
suites() {
    find Tests -name '*.swift' -print0 | xargs -0 awk -v tag=".tags(.$1)" '
        FNR == 1 { isTagged = 0 }
        index($0, tag) { isTagged = 1 }
        isTagged && match($0, /(struct|class) [A-Za-z0-9]+/) {
            split(FILENAME, folders, "/")
            split(substr($0, RSTART), words, /[ :{]+/)
            print folders[2] "\\." words[2] "/"
            isTagged = 0
        }' | sort | paste -sd '|'
}

# Targets that read and have no server compute without a pause, whatever their suites are tagged.
readers='(Texts|Markup|JobLists|Books|Subtitles|Narration|Sentences|Utterances|MP3)Tests\.'

. Tests/beside.sh

tier=$1
shift
case $tier in
    computing)
        exec swift test --skip-build "${beside[@]}" --filter "$(suites computing)|$readers" "$@"
        ;;
    timing) exec swift test --skip-build --no-parallel --filter "$(suites timing)" "$@" ;;
    others)
        exec swift test --skip-build "${beside[@]}" \
            --skip "$(suites computing)|$(suites timing)|$readers" "$@"
        ;;
    *) echo "There is no tier $tier." >&2; exit 64 ;;
esac
