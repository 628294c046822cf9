#!/usr/bin/env bash
# check.sh O1|O2|O3 [CASE.cpp...] -- COMPILER FLAGS...: a pipeline that is off compiles to the machine code of the stages
# called by hand. Each case is compiled twice, with -DBY_HAND and without, and the two objects are compared: the bytes
# of every code section, their relocations, and the exception tables. No symbol of weir may be left.
#   off by flag      WEIR_LEVEL=0
# and at -O2, for the other optimisations could only say the same again:
#   off by policy    no flag; the case's OFF_POLICY is `, weir::Off`. Sections of weir itself are left out: without the
#                    flag other pipelines of the file may measure, so what they share may be there
#   control          WEIR_LEVEL=1: must differ, or the comparison sees nothing
# A case that says `// alike: COMPILER...` is held to less with these: it calls the same stages, has at most half as much
# code again, and nothing of weir is left. Objects that a stage takes by value are laid out otherwise on the stack, and
# cleaned up by other paths, where the calls that carry them were inlined than where they were written in one function.
# With g++ and clang++, those of them that are installed, in place of the compiler that is given: off must
# be free for each of them, whichever the rest is tested with.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../support/compile.sh"
split "$@"
optimisation=${arguments[0]-}
case $optimisation in O1 | O2 | O3) ;; *) echo "expected O1, O2 or O3, found '$optimisation'" >&2; exit 2 ;; esac
cases=("${arguments[@]:1}")
[ ${#cases[@]} -gt 0 ] || cases=("$here"/cases/*.cpp)
command -v objcopy >/dev/null && command -v objdump >/dev/null && command -v nm >/dev/null || {
    echo "skipped codegen: objcopy, objdump and nm (binutils) are needed"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# build OUT FLAGS... FILE: no debug information, every function in a section of its own
build() {
    local out=$1
    shift
    "${compiler[@]}" "-$optimisation" -ffunction-sections -c "$@" -o "$out"
}

# code OBJECT [all]: its code sections by name: instructions with their relocations, then the bytes alone; then the tables
# by which exceptions find their way. The compilers number their constants; the numbers are left out. Without `all`: but
# what belongs to weir.
code() {
    local section
    for section in $(objdump -hw "$1" | awk '$2 ~ /^\.(text|gcc_except_table)/ { print $2 }' | LC_ALL=C sort -u); do
        if [ "${2-}" != all ] && [[ $section == *weir* || $section == *tls_init* ]]; then continue; fi
        objcopy -O binary --only-section="$section" "$1" "$work/bytes"
        [ -s "$work/bytes" ] || continue
        echo "$section"
        case $section in .text*) objdump -dr --no-show-raw-insn -j "$section" "$1" | sed -E '/^$|file format/d; s/\.L(\.?str|C|CPI)[0-9._]*/.L\1/' ;; esac
        od -An -v -tx1 "$work/bytes"
    done
}

# the functions without a namespace that are called: the stages
callees() { sed -nE 's/.*R_[A-Z0-9_]*(PLT32|CALL26|JUMP26)[[:space:]]+(_Z[0-9].*)/\2/p' "$1" | LC_ALL=C sort -u; }
code_size() { awk '/^\./ { code = /^\.text/ } code && /^ [0-9a-f][0-9a-f]( |$)/ { n += NF } END { print n + 0 }' "$1"; }

fault() { echo "FAILED $name, $compiler_name -$optimisation, $1"; failed=1; }

# same WHAT all|others FLAGS...: compares the case, compiled with FLAGS, with its twin by hand
same() {
    local what=$1 sections=$2
    shift 2
    if ! build "$work/off.o" "$@" "$file" 2>"$work/log"; then
        fault "$what: does not compile"
        sed 's/^/    /' "$work/log"
        return
    fi
    code "$work/off.o" "$sections" >"$work/off.txt"
    if [ "$alike" = yes ]; then
        local hand off
        hand=$(code_size "$work/hand.txt") off=$(code_size "$work/off.txt")
        echo "$name, $compiler_name -$optimisation, $what: $off bytes, by hand $hand$(cmp -s "$work/hand.txt" "$work/off.txt" && echo ', identical')"
        [ $((off * 100)) -le $((hand * 150)) ] || fault "$what: $off bytes of code, by hand $hand"
        diff <(callees "$work/hand.txt") <(callees "$work/off.txt") || fault "$what: calls other stages (above)"
    elif ! diff "$work/hand.txt" "$work/off.txt" >"$work/log"; then
        fault "$what: differs from the stages called by hand (< by hand, > pipeline):"
        sed 's/^/    /;60q' "$work/log"
    fi
    if [ "$sections" = all ] && nm "$work/off.o" | grep -i weir; then fault "$what: symbols of weir are left (above)"; fi
}

compilers=()
for family in g++ clang++; do
    if command -v "$family" >/dev/null; then compilers+=("$family"); else echo "not installed, not tested: $family"; fi
done
[ ${#compilers[@]} -gt 0 ] || compilers=("${compiler[0]}")
rest=("${compiler[@]:1}")
for compiler_name in "${compilers[@]}"; do
    compiler=("$compiler_name" "${rest[@]}")
    echo "with $("$compiler_name" --version | head -n 1)"
    for file in "${cases[@]}"; do
        name=$(basename "$file" .cpp) alike=no
        [[ " $(sed -n 's|^// alike: *||p' "$file") " != *" $compiler_name "* ]] || alike=yes
        if ! build "$work/hand.o" -DBY_HAND "$file" 2>"$work/log"; then
            fault "by hand: does not compile"
            sed 's/^/    /' "$work/log"
            continue
        fi
        code "$work/hand.o" all >"$work/hand.txt"
        grep -q 'ret\|jmp\|call' "$work/hand.txt" || fault "by hand: no code to compare"
        same "off by flag" all -DWEIR_LEVEL=0
        [ "$optimisation" = O2 ] || continue
        same "off by policy" others "-DOFF_POLICY=, weir::Off"
        if ! build "$work/on.o" -DWEIR_LEVEL=1 "$file" 2>"$work/log"; then
            fault "control: does not compile"
            sed 's/^/    /' "$work/log"
        elif code "$work/on.o" all >"$work/on.txt"; cmp -s "$work/hand.txt" "$work/on.txt"; then
            fault "control: level timing has the code of the stages called by hand"
        fi
    done
done
echo "${#cases[@]} cases"
exit $failed
