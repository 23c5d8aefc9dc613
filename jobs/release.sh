# Makes the release build and all that is installed with it. Sourced by the scripts here.
#
# Swift's libraries are linked into the command, which then needs no Swift on the machine.

# The version of this source, the one that `--version` says.
release_version() {
    sed -n 's/.*static let number = "\(.*\)"/\1/p' Sources/kling-batch/Version.swift
}

# The commit's name, with a plus in place of its last digit where files differ from it; nothing
# without git.
release_commit() {
    local commit
    commit=$(git rev-parse --verify -q HEAD 2>/dev/null) || return 0
    if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
        commit=${commit%?}+
    fi
    echo "$commit"
}

# release FOLDER: puts the stripped command, its completions and its man pages there.
release() {
    local folder=$1 options=(-c release --static-swift-stdlib) built commit shell page name
    build "${options[@]}" --product kling-batch
    # The tool behind ArgumentParser's plugin for man pages; the plugin would build all targets once more.
    build "${options[@]}" --product generate-manual >/dev/null
    built=$(swift build "${options[@]}" --show-bin-path)

    strip -o "$folder/kling-batch" "$built/kling-batch"
    commit=$(release_commit)
    if [ -n "$commit" ]; then
        # As many bytes as the mark in Version.swift has.
        LC_ALL=C sed -i "s/the-commit-is-written-here-once-it-built/$commit/g" "$folder/kling-batch"
    fi
    "$folder/kling-batch" --version >/dev/null

    mkdir "$folder/man"
    "$built/generate-manual" "$folder/kling-batch" --multi-page --section 1 \
        --output-directory "$folder/man"
    # A blank line is none in the language of man pages, and lists of words may be broken. A page's name
    # is one word, the one that `man` is asked for; in the synopsis the command stands as it is typed.
    for page in "$folder/man"/*.1; do
        name=$(basename "$page" .1)
        sed -i -e 's/^$/.Pp/' -e '/^\.\(Op\|It\)/s/|/|\\:/g' \
            -e "/^\.Sh NAME/,/^\.Nd/s/^\.Nm .*/.Nm $name/" \
            -e "/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/s/^\.Nm\$/.Nm \"${name//./ }\"/" "$page"
    done
    for shell in bash zsh fish; do
        "$folder/kling-batch" --generate-completion-script "$shell" >"$folder/completion.$shell"
    done
    # What is read by a shell is no program of its own.
    sed -i '1{/^#!/d}' "$folder/completion.bash"
}

# What a release build needs beside Swift.
release_packages=(libsqlite3-dev libxml2-dev zlib1g-dev binutils)
