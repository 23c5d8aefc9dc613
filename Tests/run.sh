#!/usr/bin/env bash
# Runs every check of the project: installs what the tests need, then lint, build, tests.
# On a fresh Debian 12 or Ubuntu with Swift; as root, or as a user with sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh

# A test that needs one of these tools is skipped without it; here such a skip is a failure. Missing
# ../shared/data is none, nor is a machine that mounts no small disk: those tests say so and skip.
install_packages libsqlite3-dev libxml2-dev zlib1g-dev ffmpeg espeak-ng sqlite3 python3 curl \
    pandoc poppler-utils openssl python3-openpyxl libreoffice-calc-nogui \
    mediainfo epubcheck sox nginx haproxy
# Where Debian puts servers.
PATH=$PATH:/usr/sbin
command -v node >/dev/null || install_packages nodejs
python3 -c 'import requests' 2>/dev/null || install_packages python3-requests
bash Tests/browser/setup.sh

echo "== lint"
swift format lint --strict --recursive Package.swift Sources Tests

echo "== build"
swift build --build-tests --explicit-target-dependency-import-check error

echo "== documentation"
bash Tests/documentation.sh

log=$(mktemp)
statements=$(mktemp -d)
trap 'rm -rf "$log" "$statements"' EXIT
for tier in others computing timing; do
    echo "== tests: $tier"
    LEDGER_STATEMENTS="$statements/$tier" bash Tests/tier.sh "$tier" 2>&1 | tee -a "$log"
done
if grep -E '^➜ .* skipped: ' "$log" | grep -v 'shared\|mounted'; then
    echo "The tests above were skipped for want of a tool." >&2
    exit 1
fi

# The tiers have written down each statement of the ledger that passed.
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || apt-cache show postgresql >/dev/null 2>&1
then
    echo "== PostgreSQL"
    cat "$statements"/{others,computing,timing} >"$statements/all"
    bash Tests/postgres_spelling.sh "$statements/all"
    bash Tests/postgresql.sh
fi
