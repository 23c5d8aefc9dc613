#!/usr/bin/env bash
# Runs every check of the project: installs what the tests need, then lint, build, tests.
# On a fresh Debian 12 or Ubuntu with Swift; as root, or as a user with sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh

# A test that needs one of these tools is skipped without it; here such a skip is a failure.
install_packages libsqlite3-dev libxml2-dev zlib1g-dev ffmpeg espeak-ng sqlite3 python3 curl
export KLING_REQUIRE_TOOLS=1

echo "== lint"
swift format lint --strict --recursive Package.swift Sources Tests

echo "== build"
swift build --build-tests --explicit-target-dependency-import-check error

echo "== test"
swift test --skip-build
