#!/usr/bin/env bash
# Runs the proofs: programs that judge the built command from its files alone. docs/reliability.md says
# what each shows, and what it has shown.
#
# usage: bash Tests/proofs/all.sh short|long [SEED]   (KLING_BATCH: another build than the debug one)
#   short: a minute or so, for every run of the tests; long: some hours on two cores
set -euo pipefail
cd "$(dirname "$0")"
case ${1:-} in
    short)
        python3 control.py
        python3 every_call.py kill 2 60 "${2:-1}"
        python3 power.py 40 2 "${2:-1}"
        ;;
    long)
        failed=0
        seed=${2:-1}
        python3 control.py || failed=1
        python3 every_call.py kill 2 1 "$seed" || failed=1
        python3 every_call.py fail 2 1 "$seed" || failed=1
        python3 random_kills.py 1000 2 "$seed" || failed=1
        python3 power.py 2000 100 "$seed" || failed=1
        python3 network.py 2 "$seed" || failed=1
        python3 machine.py 2 "$seed" || failed=1
        python3 lies.py 2 "$seed" || failed=1
        exit "$failed"
        ;;
    *) sed -n '2,/^set/p' "$0" | grep '^#' | cut -c3-; exit 64 ;;
esac
