#!/usr/bin/env bash
# Shows that PostgreSQL takes the ledger's tables and every statement as it is written.
#
# The tests of the ledger and of batches run on SQLite and write down each statement that passes;
# postgres_spelling.py finds each SQL text of Sources/Ledger among them, so that none is missed, and
# has a throw-away server PREPARE them all.
#
# usage: bash Tests/postgres_spelling.sh [STATEMENTS]   (a file that tests have written already)
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/postgresql_server.sh
install_packages python3
folder=$(mktemp -d)
trap 'stop_server; rm -rf "$folder"' EXIT

statements=${1:-$folder/statements}
swift build --build-tests
LEDGER_TABLES="$folder/tables.sql" swift test --skip-build --filter LedgerTablesTests
if [ $# -eq 0 ]; then
    LEDGER_STATEMENTS="$statements" swift test --skip-build --filter 'LedgerTests|BatchRunTests'
fi

"${psql[@]}" --single-transaction -f "$folder/tables.sql" >/dev/null
python3 Tests/postgres_spelling.py "$statements" Sources/Ledger "${psql[@]}"
