#!/usr/bin/env bash
# include_cost.sh RESULTS RUNS COMPILER: what a file pays to include weir, against what it pays for <chrono>: the file is
# parsed and not compiled. Writes lines `include NAME MILLISECONDS` to RESULTS.
set -euo pipefail
results=$1 runs=$2 compiler=$3
. "$(dirname "$0")/measure.sh"

# name | flags | header
rows=(
    'nothing||'
    '<chrono>||chrono'
    'weir off|-DWEIR_LEVEL=0|weir/weir.hpp'
    'weir timing|-DWEIR_LEVEL=1|weir/weir.hpp'
    'weir trace|-DWEIR_LEVEL=2|weir/weir.hpp'
    'weir, no level||weir/weir.hpp'
    'hana/tuple||boost/hana/tuple.hpp'
)

for ((run = 0; run < runs; run++)); do
    for row in "${!rows[@]}"; do
        IFS='|' read -r _ flags header <<<"${rows[row]}"
        echo "${header:+#include <$header>}" >"$times/source.cpp"
        # shellcheck disable=SC2086 # no flag is no argument
        run_once "$times/$row" "$compiler" -std=c++20 -I"$include_dir" $flags -fsyntax-only "$times/source.cpp"
    done
done
chrono=$(median "$times/1")
for row in "${!rows[@]}"; do
    name=${rows[row]%%|*} took=$(median "$times/$row")
    awk -v name="$name" -v took="$took" -v chrono="$chrono" \
        'BEGIN { printf "  %-15s %7.1f ms  %5.2f x <chrono>\n", name, took, took / chrono }'
    printf 'include\t%s\t%s\n' "$name" "$took" >>"$results"
done
