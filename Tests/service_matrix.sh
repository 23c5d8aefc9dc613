#!/usr/bin/env bash
# Runs every cell of the matrix in docs/service.md against the emulator, on the build of run.sh.
# The tests alone show each row in one of the three forms.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --build-tests
SERVICE_MATRIX=all swift test --skip-build --filter ServiceMatrixTests
