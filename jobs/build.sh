# Builds with the arguments of `swift build`. Sourced by the scripts here.

# On a terminal it is seen how far the build is; elsewhere its last line, or all of it if it fails.
build() {
    if [ -t 1 ]; then
        swift build "$@"
        return
    fi
    local log
    log=$(mktemp)
    if swift build "$@" >"$log" 2>&1; then
        tail -1 "$log"
        rm "$log"
    else
        cat "$log" >&2
        rm "$log"
        return 1
    fi
}
