#!/usr/bin/env bash
# Installs the package of jobs/package.sh into a fresh Debian 12 that has no Swift, and runs the batch of
# jobs/quickstart.sh there. Needs root and a mirror of Debian; takes some three minutes.
#
# usage: bash Tests/package.sh [PACKAGE]   (the one in .build/packages without)
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
package=${1-$(ls -t .build/packages/*.deb 2>/dev/null | head -1)}
[ -f "$package" ] || { echo "There is no package: bash jobs/package.sh makes it." >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "This needs root, for a file system of its own." >&2; exit 1; }
install_packages debootstrap lintian

echo "lintian …"
lintian --fail-on error,warning "$package"

root=$(mktemp -d)
trap 'rm -rf --one-file-system "$root"' EXIT
echo "Debian 12 in $root …"
debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || { tail "$root.log"; exit 1; }
rm -f "$root.log"
cp "$package" "$root/root/kling-batch.deb"
cp jobs/greetings.csv jobs/phone-menu.zh.csv jobs/long-story.json "$root/root"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true

cat >"$root/root/try.sh" <<'END'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive HOME=/root LC_ALL=C.UTF-8
apt-get install -y -qq --no-install-recommends /root/kling-batch.deb >/root/apt.log 2>&1 \
    || { cat /root/apt.log; exit 1; }
! command -v swift || exit 1
! dpkg -l | grep -i swift || exit 1
cd /root
kling-batch --version
for page in kling-batch kling-batch.run; do
    [ -e "/usr/share/man/man1/$page.1.gz" ] || { echo "no page $page"; exit 1; }
done
[ -e /usr/share/bash-completion/completions/kling-batch ]
[ "$(ldd /usr/bin/kling-batch | grep -c 'not found')" = 0 ]
start=$(date +%s%N)
for _ in 1 2 3 4 5 6 7 8 9 10; do kling-batch --version >/dev/null; done
echo "start-up: $((($(date +%s%N) - start) / 10000000)) ms"
kling-batch emulator --port 0 --rate 600/min --at-once 4 --audio-engine silence \
    --bill bill.jsonl >address &
emulator=$!
trap 'kill $emulator' EXIT
for _ in $(seq 100); do [ -s address ] && break; sleep 0.1; done
export KLING_API_TOKEN=quickstart
batch() {
    kling-batch run greetings.csv phone-menu.zh.csv long-story.json --voice reader_en_m-v1 \
        --base-url "$(head -1 address)" --batch quickstart --output audio --ledger ledger.sqlite
}
batch
calls=$(wc -l <bill.jsonl)
batch >/dev/null
[ "$(wc -l <bill.jsonl)" = "$calls" ] || { echo "the second run paid again"; exit 1; }
kling-batch verify quickstart --ledger ledger.sqlite
kling-batch ---completion status -- positional@0 1 0 kling-batch status --ledger ledger.sqlite
ls audio | head -3
echo "$(ls audio | wc -l) files, $calls calls"
apt-get purge -y -qq kling-batch >/dev/null 2>&1
! [ -e /usr/bin/kling-batch ]
END
unshare --mount bash -c '
    mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && exec chroot "$1" bash /root/try.sh
' _ "$root"
echo "The package works on Debian 12 without Swift."
