#!/usr/bin/env bash
# Runs every check of the project: installs what the tests need, then lint, build, tests.
# On a fresh Debian 12 or Ubuntu with Swift; as root, or as a user with sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh

# A test that needs one of these tools is skipped without it; here such a skip is a failure. Missing
# ../shared/data is none, nor is a machine that mounts no small disk: those tests say so and skip.
install_packages libsqlite3-dev libxml2-dev zlib1g-dev ffmpeg espeak-ng sqlite3 python3 curl \
    pandoc poppler-utils openssl
command -v node >/dev/null || install_packages nodejs
python3 -c 'import requests' 2>/dev/null || install_packages python3-requests

echo "== lint"
swift format lint --strict --recursive Package.swift Sources Tests

echo "== build"
swift build --build-tests --explicit-target-dependency-import-check error

echo "== test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Simulations, encoders and the matrix of services compute without a pause: beside them, tests that
# wait for a reply would starve. Those that watch time-outs, ports or calls in flight go one by one.
apart='LimitsTests|ChanceTests|Audiobook|ServiceMatrixTests|ServicePromiseTests'
alone='CallbackServerTests|CallbackTests|CallbackCommandTests|ReconcileTests|DoctorTests'
alone+='|BrokenServiceTests|ServiceFaultTests|InterruptionTests'
swift test --skip-build --skip "$apart|$alone" 2>&1 | tee "$log"
swift test --skip-build --filter "$apart" 2>&1 | tee -a "$log"
swift test --skip-build --no-parallel --filter "$alone" 2>&1 | tee -a "$log"
if grep -E '^➜ .* skipped: ' "$log" | grep -v 'shared\|mounted'; then
    echo "The tests above were skipped for want of a tool." >&2
    exit 1
fi
