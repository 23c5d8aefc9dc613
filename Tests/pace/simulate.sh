#!/usr/bin/env bash
# Runs every row of the pace's simulator in release mode and prints the table of docs/pace.md.
# Usage: simulate.sh [FIRST SEED] [LAST SEED] [words of a row's name…]; with `trace` before the words
# each call and each decision is printed; with `nights` alone, the month of nights. WorkerPool needs no package, so it is built by itself.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/Sources/pacesim"
ln -s "$root/Sources/WorkerPool" "$folder/Sources/WorkerPool"
ln -s "$root/Tests/pace/main.swift" "$folder/Sources/pacesim/main.swift"
for name in EventQueue RateRule SimulatedService Simulation PaceRow MonthOfNights; do
    ln -s "$root/Tests/WorkerPoolTests/Simulation/$name.swift" "$folder/Sources/pacesim/"
done
cat >"$folder/Package.swift" <<'END'
// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let package = Package(
    name: "pacesim",
    targets: [
        .target(name: "WorkerPool", swiftSettings: settings),
        .executableTarget(
            name: "pacesim", dependencies: ["WorkerPool"], swiftSettings: settings),
    ])
END
swift build --package-path "$folder" -c release >&2
"$folder/.build/release/pacesim" "${@:-1}"
