#!/usr/bin/env bash
# timing.sh O2|O3 [CASE.cpp...] -- COMPILER FLAGS...: the machine code of a measured run of inlined stages, at level
# timing or the one that the case says (`// level: N`). In the function that reads the processor's counter there is a way from its start to its return
# - that calls nothing, has no lock prefix, and reads the counter as often as the case says: `// reads: N`
# - that has each threshold, in nanoseconds, as a number in an instruction: `// thresholds: N...`
# and what the function calls elsewhere is cold (it is in .text.unlikely), or folds the pending runs, once in 64, or has
# the case's leave: `// calls: FUNCTION...`
# With every g++ and clang++ that is installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../support/compile.sh"
. "$here/objects.sh"
split "$@"
optimisation=${arguments[0]-}
case $optimisation in O2 | O3) ;; *) echo "expected O2 or O3, found '$optimisation'" >&2; exit 2 ;; esac
cases=("${arguments[@]:1}")
[ ${#cases[@]} -gt 0 ] || cases=("$here"/timing/*.cpp)
need_binutils
case $(uname -m) in x86_64) ;; *) echo "skipped: knows the instructions of x86-64 only"; exit 77 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fault() { echo "FAILED $name, $compiler_name -$optimisation: $1"; failed=1; }
said() { sed -n "s|^// $1: *||p" "$file"; }

# the sections of the functions that read the counter, their cold parts left out
reading_sections() {
    objdump -d --no-show-raw-insn "$work/on.o" |
        awk '/^Disassembly of section / { section = $4; sub(/:$/, "", section) } /\trdtsc/ { print section }' |
        grep -v '^\.text\.unlikely' | sort -u
}

check_case() {
    local symbol number threshold reads level function
    level=$(said level)
    if ! "${compiler[@]}" "-$optimisation" "-DWEIR_LEVEL=${level:-1}" -ffunction-sections -c "$file" -o "$work/on.o" 2>"$work/log"; then
        fault "does not compile"
        sed 's/^/    /;20q' "$work/log"
        return
    fi
    reading_sections >"$work/sections"
    [ "$(wc -l <"$work/sections")" = 1 ] || { fault "expected one function that reads the counter, found $(wc -l <"$work/sections")"; return; }
    objdump -dr --no-show-raw-insn -j "$(cat "$work/sections")" "$work/on.o" | awk -f "$here/straight.awk" >"$work/found"
    objdump -t "$work/on.o" | awk '$0 ~ / \.text\.unlikely/ { print $NF }' >"$work/cold"
    while read -r symbol; do
        case $symbol in .text.unlikely* | _ZN4weir*6layout4fold*) continue ;; esac
        for function in $(said calls); do
            case $symbol in _ZN4weir*[0-9]"$function"E*) continue 2 ;; esac
        done
        grep -qxF -e "$symbol" "$work/cold" || fault "calls what is not cold: ${symbol:0:200}"
    done < <(sed -n 's/^call //p' "$work/found" | sort -u)
    if grep -q '^locked' "$work/found"; then fault "lock: $(sed -n 's/^locked //p' "$work/found" | head -n 1)"; fi
    reads=$(grep -c '^read' "$work/found" || true)
    [ "$reads" = "$(said reads)" ] || fault "reads the counter $reads times without a call between, expected $(said reads)"
    for threshold in $(said thresholds); do
        [ "$threshold" != none ] || continue
        # exceeds, reaches: compilers turn one into the other
        for number in "$threshold" $((threshold + 1)); do
            ! grep -qx "immediate $number" "$work/found" || continue 2
        done
        fault "threshold $threshold is no immediate"
    done
}

find_compilers
rest=("${compiler[@]:1}")
for compiler_name in "${compilers[@]}"; do
    compiler=("$compiler_name" "${rest[@]}")
    for file in "${cases[@]}"; do
        name=$(basename "$file")
        check_case
    done
done
echo "${#cases[@]} cases, ${#compilers[@]} compilers"
exit $failed
