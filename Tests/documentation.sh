#!/usr/bin/env bash
# Builds the library's documentation from the debug build, and fails at its first warning.
#
# usage: bash Tests/documentation.sh [FOLDER]   (a temporary folder without)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
modules=$(swift build --show-bin-path)
# The C modules that packages bring, whose maps the build knows and the extraction does not.
flags=()
while IFS= read -r map; do flags+=(-Xcc "-fmodule-map-file=$map"); done < <(
    find "$modules" -mindepth 2 -maxdepth 2 -path '*.build/module.modulemap'
    find .build/checkouts "$PWD/Sources" -path '*/Sources/*' -name module.modulemap |
        grep -v 'Benchmarks\|SQLCipher\|Validation')
mkdir "$work/symbols"
swift symbolgraph-extract -module-name KlingBatch -minimum-access-level public \
    -skip-synthesized-members -I "$modules/Modules" -Xcc -I/usr/include/libxml2 "${flags[@]}" \
    -target "$(swiftc -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')" \
    -output-dir "$work/symbols"
docc convert Sources/KlingBatch/KlingBatch.docc --additional-symbol-graph-dir "$work/symbols" \
    --warnings-as-errors --fallback-display-name KlingBatch \
    --fallback-bundle-identifier KlingBatch --output-path "${1:-$work/documentation}"
