#!/usr/bin/env bash
# Makes the release build and installs the command, its completions for bash, zsh and fish, and its man
# pages. Swift's libraries are linked into the command, which then needs no Swift on the machine.
#
# usage: bash jobs/install.sh [PREFIX]   (~/.local without)
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
. jobs/build.sh
. jobs/release.sh
usage() { sed -n '2,5s/^# \{0,1\}//p' jobs/install.sh; }
prefix=${1-$HOME/.local}
case $prefix in
-h | --help) usage; exit ;;
-* | "") usage >&2; exit 64 ;;
esac
[ $# -le 1 ] || { usage >&2; exit 64; }
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
fi
install_packages "${release_packages[@]}"

echo "Building (the first time takes many minutes) …"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
release "$work"
command=$work/kling-batch

# A command that is running keeps its file: the new one takes the name.
install -d "$prefix/bin" "$prefix/share/man/man1"
install -m 755 "$command" "$prefix/bin/kling-batch.new"
mv "$prefix/bin/kling-batch.new" "$prefix/bin/kling-batch"
install -m 644 -t "$prefix/share/man/man1" "$work/man"/*.1
install -D -m 644 "$work/completion.bash" "$prefix/share/bash-completion/completions/kling-batch"
install -D -m 644 "$work/completion.zsh" "$prefix/share/zsh/site-functions/_kling-batch"
install -D -m 644 "$work/completion.fish" "$prefix/share/fish/vendor_completions.d/kling-batch.fish"

echo "Installed: $prefix/bin/kling-batch, $(du -h "$prefix/bin/kling-batch" | cut -f1)"
case ":$PATH:" in
*":$prefix/bin:"*) ;;
*) echo "$prefix/bin is not in your PATH: add it, for example in ~/.profile." ;;
esac
