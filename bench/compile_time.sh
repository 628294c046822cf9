#!/usr/bin/env bash
# compile_time.sh [--quick] [COMPILER...]: what weir costs whoever compiles it: what a file pays to include it, and what each
# stage of a pipeline adds. Prints tables, and writes build/release/bench-results/compile_time.json. --quick: fewer runs of
# fewer numbers of stages, for a look.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=5 include_runs=9 stages=(1 2 4 8 16 32 64 128 200) quick=false
if [ "${1:-}" = --quick ]; then
    runs=1 include_runs=3 stages=(1 16 64 200) quick=true
    shift
fi
. bench/compile_time/measure.sh
find_compilers "$@"
flags='-std=c++20 -O2 -c'
out=build/release/bench-results/compile_time.json
mkdir -p "$(dirname "$out")"

for compiler in "${compilers[@]}"; do
    version=$("$compiler" --version | head -n 1)
    echo "$version"
    echo "parsing an include, median of $include_runs:"
    printf 'compiler\t%s\t%s\t%s\n' "$compiler" "$version" "$flags" >>"$times/results"
    bash bench/compile_time/include_cost.sh "$times/results" "$include_runs" "$compiler"
    echo "compiling with $flags, milliseconds of processor time, median of $runs:"
    bash bench/compile_time/stages.sh "$times/results" "$runs" "$compiler" "$flags" "${stages[@]}"
done
awk -v quick="$quick" -v runs="$runs" -f bench/compile_time/json.awk "$times/results" >"$out"
echo "written: $out"
