#!/usr/bin/env bash
# run.sh PROGRAM [SECONDS]: fuzzes for ten minutes, or so many seconds, from the seeds beside this script and from what
# earlier runs found in the folder `fuzzing` where it is run. What ends badly is kept there as crash-*, slow-unit-*,
# oom-*, timeout-*; PROGRAM FILE runs it again.
set -euo pipefail
program=${1:?"expected the program fuzz_recording (built with WEIR_FUZZ=ON by clang), found none"}
seconds=${2:-600}
seeds=$(cd "$(dirname "$0")" && pwd)/corpus
[ -x "$program" ] || { echo "expected a program, found none at $program: build the target fuzz_recording" >&2; exit 2; }
mkdir -p fuzzing/corpus
# 64 MB for weir, and what the sanitizers and libFuzzer take for themselves.
"$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=64 -max_len=65536 \
    -artifact_prefix=fuzzing/ -print_final_stats=1 fuzzing/corpus "$seeds"
