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
. jobs/packages.sh
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    fi
    install_packages postgresql
fi
install_packages python3
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
folder=$(mktemp -d)
as=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
cleanup() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap cleanup EXIT

statements=${1:-$folder/statements}
swift build --build-tests
LEDGER_TABLES="$folder/tables.sql" swift test --skip-build --filter LedgerTablesTests
if [ $# -eq 0 ]; then
    LEDGER_STATEMENTS="$statements" swift test --skip-build --filter 'LedgerTests|BatchRunTests'
fi

cd "$folder"
port=$((50000 + RANDOM % 10000))
"${as[@]}" "$bin/initdb" -D "$folder/data" -U kling --auth=trust --locale=C -E UTF8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
    -o "-p $port -c listen_addresses= -c unix_socket_directories=$folder" start >/dev/null
cd "$OLDPWD"
psql=("$bin/psql" -h "$folder" -p "$port" -U kling -q -v ON_ERROR_STOP=1 postgres)
"${psql[@]}" --single-transaction -f "$folder/tables.sql" >/dev/null
python3 Tests/postgres_spelling.py "$statements" Sources/Ledger "${psql[@]}"
