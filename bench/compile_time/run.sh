#!/usr/bin/env bash
# run.sh [--quick] [--compiler=NAME] [--json=FILE]: what weir costs whoever compiles it: what a file pays to include it, and
# what each stage of a pipeline adds. Prints tables; to FILE goes the same for bench_report. --quick: fewer runs of fewer
# numbers of stages, for a look. The compiler is g++ where none is named.
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=5 include_runs=9 stages=(1 2 4 8 16 32 64 128 200) compiler=g++ out=
for option in "$@"; do
    case $option in
        --quick) runs=1 include_runs=3 stages=(1 16 64 200) ;;
        --compiler=*) compiler=${option#*=} ;;
        --json=*) out=${option#*=} ;;
        *) echo "run.sh: expected --quick, --compiler=NAME or --json=FILE, found '$option'" >&2; exit 2 ;;
    esac
done
command -v "$compiler" >/dev/null || { echo "run.sh: the compiler $compiler is not installed" >&2; exit 2; }
. bench/compile_time/measure.sh
flags='-std=c++20 -O2 -c'

echo "$compiler, parsing an include, median of $include_runs:"
bash bench/compile_time/include_cost.sh "$times/results" "$include_runs" "$compiler"
echo "compiling with $flags, milliseconds of processor time, median of $runs:"
bash bench/compile_time/stages.sh "$times/results" "$runs" "$compiler" "$flags" "${stages[@]}"
[ -n "$out" ] || exit 0
mkdir -p "$(dirname "$out")"
model=$(sed -nE 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
awk -v compiler="$compiler $("$compiler" -dumpfullversion -dumpversion)" -v flags="$flags" -v runs="$runs" \
    -v include_runs="$include_runs" -v load="$(cut -d' ' -f1 /proc/loadavg)" -v date="$(date -u +%FT%TZ)" \
    -v machine="${model:-processor of unknown name} ($(uname -m)), $(nproc) cores, $(uname -sr)" \
    -f bench/compile_time/json.awk "$times/results" >"$out"
