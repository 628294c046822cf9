# To be sourced: how compile time is measured. Processor time of the compiler, which other work on the machine stretches
# less than the clock on the wall; each figure is the median of several runs, which take turns with those of all others,
# so that a busy moment falls on all of them alike.
# shellcheck shell=bash
export LC_ALL=C
include_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../include" && pwd)
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

# run_once FILE COMMAND...: adds the milliseconds that COMMAND takes to FILE
run_once() {
    local file=$1 TIMEFORMAT='%3U %3S' spent
    shift
    spent=$({ time "$@" >/dev/null 2>"$times/errors"; } 2>&1) || {
        echo "failed: $*" >&2
        head -n 20 "$times/errors" >&2
        exit 1
    }
    awk '{ printf "%.0f\n", ($1 + $2) * 1000 }' <<<"$spent" >>"$file"
}

# median FILE
median() { sort -n "$1" | awk '{ of[NR] = $1 } END { print (of[int((NR + 1) / 2)] + of[int((NR + 2) / 2)]) / 2 }'; }
