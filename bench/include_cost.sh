#!/usr/bin/env bash
# include_cost.sh [COMPILER...]: what a file pays to include weir, against what it pays for <chrono>.
# Each row is the median of 9 runs of -fsyntax-only; the rows take turns, so that a busy moment falls on all of them alike.
set -euo pipefail
export LC_ALL=C
include_dir=$(cd "$(dirname "$0")/../include" && pwd)
runs=9

compilers=("$@")
if [ $# = 0 ]; then
    for compiler in g++ clang++; do
        if command -v "$compiler" >/dev/null; then compilers+=("$compiler"); else echo "no $compiler here: left out"; fi
    done
fi
[ ${#compilers[@]} -gt 0 ] || { echo "expected g++ or clang++, found neither: install one or name a compiler" >&2; exit 2; }

# name | flags | header
rows=(
    'nothing||'
    '<chrono>||chrono'
    'weir, off|-DWEIR_LEVEL=0|weir/weir.hpp'
    'weir, timing|-DWEIR_LEVEL=1|weir/weir.hpp'
    'weir, trace|-DWEIR_LEVEL=2|weir/weir.hpp'
    'weir, no flag||weir/weir.hpp'
    'hana/tuple||boost/hana/tuple.hpp'
)

# one COMPILER FLAGS HEADER: microseconds
one() {
    local start=${EPOCHREALTIME/./}
    # shellcheck disable=SC2086 # no flag is no argument
    "$1" -std=c++20 -I"$include_dir" $2 -fsyntax-only -x c++ - <<<"${3:+#include <$3>}"
    echo $((${EPOCHREALTIME/./} - start))
}
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
for compiler in "${compilers[@]}"; do
    rm -f "$times"/*
    for ((run = 0; run < runs; run++)); do
        for row in "${!rows[@]}"; do
            IFS='|' read -r _ flags header <<<"${rows[row]}"
            one "$compiler" "$flags" "$header" >>"$times/$row"
        done
    done
    chrono=$(median <"$times/1")
    echo "$("$compiler" --version | head -n 1)"
    for row in "${!rows[@]}"; do
        IFS='|' read -r name _ <<<"${rows[row]}"
        awk -v name="$name" -v us="$(median <"$times/$row")" -v chrono="$chrono" \
            'BEGIN { printf "  %-14s %7.1f ms  %5.2f x <chrono>\n", name, us / 1000, us / chrono }'
    done
done
