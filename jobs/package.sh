#!/usr/bin/env bash
# Makes the release build and packs it: a package for Debian 12 and its kin, and an archive
# for any other Linux of this kind of machine. Both hold the command with Swift's libraries in it,
# completions for bash, zsh and fish, man pages, the guides, and units of systemd where there are any.
#
# usage: bash jobs/package.sh [FOLDER]   (.build/packages without)
set -euo pipefail
cd "$(dirname "$0")/.."
. jobs/packages.sh
. jobs/build.sh
. jobs/release.sh
usage() { sed -n '2,6s/^# \{0,1\}//p' jobs/package.sh; }
folder=${1-.build/packages}
case $folder in
-h | --help) usage; exit ;;
-* | "") usage >&2; exit 64 ;;
esac
[ $# -le 1 ] || { usage >&2; exit 64; }
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
fi
install_packages "${release_packages[@]}" dpkg-dev xz-utils

version=$(release_version)
machine=$(uname -m)
architecture=$(dpkg --print-architecture)
# The same source makes the same bytes: files have the commit's time.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Package.swift)
export SOURCE_DATE_EPOCH
maintainer="kling-batch maintainers <maintainers@kling-batch.invalid>"

echo "Building (the first time takes many minutes) …"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/release"
release "$work/release"

# tree ROOT PREFIX ZSH: the files as they are installed below ROOT.
tree() {
    local root=$1 prefix=$2 zsh=$3 unit
    install -D -m 755 "$work/release/kling-batch" "$root$prefix/bin/kling-batch"
    install -d "$root$prefix/share/man/man1"
    install -m 644 -t "$root$prefix/share/man/man1" "$work/release/man"/*.1
    gzip -9n "$root$prefix/share/man/man1"/*.1
    install -D -m 644 "$work/release/completion.bash" \
        "$root$prefix/share/bash-completion/completions/kling-batch"
    install -D -m 644 "$work/release/completion.zsh" "$root$prefix/share/zsh/$zsh/_kling-batch"
    install -D -m 644 "$work/release/completion.fish" \
        "$root$prefix/share/fish/vendor_completions.d/kling-batch.fish"
    install -d "$root$prefix/share/doc/kling-batch"
    install -m 644 -t "$root$prefix/share/doc/kling-batch" README.md docs/*.md
    for unit in jobs/*.service jobs/*.timer jobs/*.logrotate; do
        [ -e "$unit" ] || continue
        case $unit in
        *.logrotate) install -D -m 644 -t "$root$prefix/share/doc/kling-batch/examples" "$unit" ;;
        *) install -D -m 644 -t "$root$prefix/lib/systemd/user" "$unit" ;;
        esac
    done
}

# The licences of what is linked in, from where it was built.
licences() {
    local checkout file
    echo "kling-batch comes without a licence of its own: all rights are its authors'."
    echo
    echo "Linked into the command are Swift's standard library and Foundation (swift.org, Apache"
    echo "License 2.0 with the Runtime Library Exception) and these packages. The text of the Apache"
    echo "License 2.0 is in /usr/share/common-licenses/Apache-2.0 on Debian systems."
    for checkout in .build/checkouts/*/; do
        file=$(ls "$checkout"LICENSE* 2>/dev/null | head -1)
        [ -n "$file" ] || continue
        echo
        echo "$(basename "$checkout"):"
        if grep -q "Apache License" "$file"; then
            echo "  Apache License 2.0"
        else
            sed 's/^/  /; s/[[:space:]]*$//' "$file"
        fi
    done
}

# The package for Debian.
deb=$work/deb
tree "$deb" /usr vendor-completions
doc=$deb/usr/share/doc/kling-batch
licences >"$doc/copyright"
{
    echo "kling-batch ($version) unstable; urgency=medium"
    echo
    echo "  * Built from commit $(release_commit)."
    echo
    echo " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$doc/changelog.gz"
if [ -e jobs/lintian-overrides ]; then
    install -D -m 644 jobs/lintian-overrides "$deb/usr/share/lintian/overrides/kling-batch"
fi
mkdir -p "$work/debian" "$deb/DEBIAN"
printf 'Source: kling-batch\nPackage: kling-batch\nArchitecture: any\n' >"$work/debian/control"
# Which libraries the command wants, and from which version on.
depends=$(cd "$work" && dpkg-shlibdeps -O "$deb/usr/bin/kling-batch" 2>/dev/null \
    | sed -n 's/^shlibs:Depends=//p')
cat >"$deb/DEBIAN/control" <<END
Package: kling-batch
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk "$deb/usr" | cut -f1)
Depends: $depends, ca-certificates, tzdata
Recommends: ffmpeg
Suggests: calibre, pandoc, poppler-utils
Section: sound
Priority: optional
Description: books, subtitles and job lists to audio through the Kling API
 Turns a novel into an audiobook, the subtitles of a series into voice tracks,
 and a spreadsheet of lines into a file for each, through the Kling
 text-to-speech API, unattended and on your own money.
 .
 It plans the fewest paid calls, sends them as fast as the account allows and
 no faster, remembers every call so that nothing is paid for twice, and
 accounts for all of it. ffmpeg is needed for audiobooks and for films.
END
(cd "$deb" && find usr -type f -printf '%P\0' | sort -z | (cd usr && xargs -0 md5sum) \
    | sed 's|  |  usr/|') >"$deb/DEBIAN/md5sums"
find "$deb" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=$folder/kling-batch_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$deb" "$package" >/dev/null

# The archive for other systems.
name=kling-batch-$version-linux-$machine
tree "$work/$name" "" site-functions
licences >"$work/$name/LICENCES"
find "$work/$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -cJf "$folder/$name.tar.xz" "$name"

du -h "$work/release/kling-batch" "$package" "$folder/$name.tar.xz"
