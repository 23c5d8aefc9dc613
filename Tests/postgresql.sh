#!/usr/bin/env bash
# Runs the ledger's operations, races and lost claims over PostgreSQL, against a throw-away server.
#
# Only the ledger is compiled for it, with the trait PostgreSQL, in a folder of its own.
#
# usage: bash Tests/postgresql.sh [SUITES]   (a regular expression; all without)
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/postgresql_server.sh
install_packages libpq-dev
suites=$(grep -hEo 'struct \w+Tests' Tests/LedgerTests/{Conformance,Postgres}/*.swift |
    sed 's/struct //' | paste -sd '|')

export KLING_BATCH_TARGETS=ledger LEDGER_SERVER="$server"
options=(--scratch-path .build-postgresql --traits PostgreSQL)
swift build "${options[@]}" --build-tests --explicit-target-dependency-import-check error
# One by one: a test has the whole server's commits wait, and those of others would hold the threads
# that it needs to go on.
swift test "${options[@]}" --skip-build --no-parallel --filter "${1:-$suites}"
