# To be sourced: how compile time is measured. Processor time of the compiler, which other work on the machine stretches
# less than the clock on the wall; each figure is the median of several runs, which take turns with those of all others,
# so that a busy moment falls on all of them alike.
# shellcheck shell=bash
export LC_ALL=C
include_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../include" && pwd)
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

# find_compilers [COMPILER...]: to the array compilers; without words g++ and clang++, as far as they are here
find_compilers() {
    local compiler
    compilers=("$@")
    if [ $# = 0 ]; then
        for compiler in g++ clang++; do
            if command -v "$compiler" >/dev/null; then compilers+=("$compiler"); else echo "no $compiler here: left out"; fi
        done
    fi
    [ ${#compilers[@]} -gt 0 ] || { echo "expected g++ or clang++, found neither: install one or name a compiler" >&2; exit 2; }
}

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
