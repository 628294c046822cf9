#!/usr/bin/env bash
# stages.sh RESULTS RUNS COMPILER FLAGS STAGES...: what a file with a pipeline of so many stages takes to compile, off, at
# timing and at trace, against the same calls written by hand and against std::tuple of as many types. The template depth
# is the compiler's own. STAGES has 1 and 64, between which a stage's share is taken, and the last is held against the
# straight line through both. To RESULTS are added the lines
#   point STAGES KIND MILLISECONDS
#   per_added_stage_ms, over_hand_ms, ratio_to_tuple or most_stages_over_line KIND NUMBER
set -euo pipefail
results=$1 runs=$2 compiler=$3 flags=$4 here=$(dirname "$0")
shift 4
. "$here/measure.sh"

kinds=(hand tuple off timing trace)
declare -A level=([hand]='' [tuple]='' [off]=-DWEIR_LEVEL=0 [timing]=-DWEIR_LEVEL=1 [trace]=-DWEIR_LEVEL=2)

for kind in "${kinds[@]}"; do
    for stages in "$@"; do bash "$here/source.sh" "$kind" "$stages" >"$times/$kind-$stages.cpp"; done
done
for ((run = 0; run < runs; run++)); do
    for stages in "$@"; do
        for kind in "${kinds[@]}"; do
            # shellcheck disable=SC2086 # several flags, or none
            run_once "$times/$kind-$stages" "$compiler" $flags ${level[$kind]} -I"$include_dir" \
                -o "$times/object.o" "$times/$kind-$stages.cpp"
        done
    done
done
for kind in "${kinds[@]}"; do
    for stages in "$@"; do printf '%s\t%s\t%s\n' "$kind" "$stages" "$(median "$times/$kind-$stages")"; done
done | awk -v results="$results" -f "$here/stages.awk"
