#!/usr/bin/env bash
# Holds two builds of kling-batch against each other over every file of ../shared/data: the texts of
# all books, the plans of all inputs, and, by runs against each build's own emulator, the calls that
# were charged and the bytes of all tracks. What differs is listed; nothing else is printed but counts.
#
# usage: bash Tests/same_results.sh BEFORE AFTER [read|run]...   (both without further arguments)
# KLING_TEST_DATA names the folder of data; KLING_RESULTS keeps the results in a folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/emulator.sh
before=$(realpath "$1") after=$(realpath "$2")
shift 2
data=$(realpath "${KLING_TEST_DATA:-../shared/data}")
results=${KLING_RESULTS:-$folder}
export XDG_DATA_HOME=$results/none XDG_CONFIG_HOME=$results/none
# A dying build draws no backtrace, and a converter dates what it makes.
export SWIFT_BACKTRACE=enable=no SOURCE_DATE_EPOCH=1700000000
export results data

# said FILE COMMAND…: what a command prints and its exit code, without what names this place.
said() {
    local file=$1 code=0
    shift
    "$@" >"$file" 2>&1 || code=$?
    echo "exit $code" >>"$file"
    sed -i "s#$results/[a-z-]*##g; s#$data##g; s#$PWD/##g" "$file"
}

# read_one BUILD COMMAND FILE: a book's texts and every input's plan.
read_one() {
    local file=$3 folder=$results/read-$1/${3#"$data"/} work=$results/work-$1-$BASHPID
    mkdir -p "$folder" "$work"
    cd "$work"
    case $file in
    *.epub | *.txt | *.md | *.html | *.htm | *.xhtml | *.fb2 | *.docx | *.odt | *.rtf)
        said "$folder/chapters" "$2" chapters "$file" --dump "$folder/texts" --ledger none.sqlite
        said "$folder/chapters-all" "$2" chapters "$file" --dump "$folder/texts-all" \
            --include front,back --notes inline --ruby reading --code read --alt --ledger none.sqlite
        ;;
    esac
    said "$folder/plan" "$2" plan "$file" --voice reader_en_m-v1 --api page --format json \
        --ledger none.sqlite
    case $file in
    *.csv | *.tsv | *.json | *.jsonl)
        said "$folder/plan-short" "$2" plan "$file" --voice reader_en_m-v1 --api page \
            --max-chars 40 --skip-invalid --format json --ledger none.sqlite
        ;;
    esac
    cd /
    rm -rf "$work"
}

# made FOLDER: path, size and SHA-256 of each file in it, in the order of paths.
made() {
    [ -d "$1" ] || return 0
    find "$1" -type f -print0 | LC_ALL=C sort -z >paths
    [ -s paths ] || return 0
    # A path with an odd character is said with a backslash before the sum.
    paste <(xargs -0 stat --printf '%n\t%s\n' <paths) \
        <(xargs -0 sha256sum <paths | sed 's/^\\//' | cut -c -64)
}

# run_all BUILD COMMAND: one batch a file, all in one ledger, against this build's own emulator.
run_all() {
    local folder=$results/run-$1 command=$2 file name length book code
    mkdir -p "$folder"
    cd "$folder"
    start_emulator --audio-engine silence --bill bill.jsonl
    while IFS= read -r -d '' file; do
        name=${file#"$data"/}
        # Typing errors make films of a hundred hours, which a tool would encode for as long as all
        # other files take together: they are planned alone.
        length=$("$command" plan "$file" --voice reader_en_m-v1 --skip-invalid --format json \
            --ledger none.sqlite 2>/dev/null | grep -o '"track_s":[0-9]*' | cut -d: -f2) || true
        if [ "${length:-0}" -gt 7200 ]; then
            echo "$name: a track of $length s, not made" >>exits
            continue
        fi
        # What is made of tracks is encoded by a tool, for minutes a book: one book stands for it.
        book=none
        case $name in *sunzi*) book=m4b ;; esac
        case $name in *.epub | *.txt | *.md | *.html) options=(--book "$book") ;; *) options=() ;; esac
        "$command" run "$file" --voice reader_en_m-v1 --base-url "$address" --skip-invalid \
            "${options[@]}" --batch "$name" --output "audio/$name" --ledger ledger.sqlite \
            --quiet >said 2>&1 </dev/null && code=0 || code=$?
        echo "$name: exit $code" >>exits
        made "audio/$name" >>tracks
        # A clip that a later batch needs again is fetched again, and not paid for.
        rm -rf audio clips
    done < <(find "$data" -type f "${kinds[@]}" -print0 | sort -z)
    stop_emulator
    # Numbers and times are each call's own; what was called and charged is not.
    grep -o '"price":"[^"]*","characters":[0-9]*,"text_sha256":"[^"]*"\|"voice":"[^"]*"' bill.jsonl |
        paste - - | sort >bill
    rm -rf ledger.sqlite* said paths address bill.jsonl
}

# compared NAME: how many files two folders share, and which differ.
compared() {
    local one=$results/$1-before other=$results/$1-after
    echo "$1: $(find "$one" -type f | wc -l) results, $(find "$other" -type f | wc -l) after"
    diff -rq "$one" "$other" | sed "s#$results/##g" && echo "$1: all equal"
}

kinds=(! -name '*.why' ! -name '*.mp3' ! -name '*.py' ! -path '*/facts/*' ! -name README.md)
export -f said read_one
parts=${*:-read run}
for part in $parts; do
    case $part in
    read)
        for build in before after; do
            find "$data" -type f "${kinds[@]}" -print0 | sort -z |
                xargs -0 -P 2 -I{} bash -c 'set -e; read_one "$@"' _ "$build" "${!build}" {}
        done
        ;;
    run)
        run_all before "$before" &
        run_all after "$after"
        wait
        for build in before after; do
            echo "$build: $(wc -l <"$results/run-$build/bill") calls charged," \
                "$(wc -l <"$results/run-$build/tracks") files made"
        done
        ;;
    esac
    compared "$part"
done
