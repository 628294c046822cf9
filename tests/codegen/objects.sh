# To be sourced by the tests that look at machine code: which compilers there are, and what is in an object.
# shellcheck shell=bash

need_binutils() {
    command -v objdump >/dev/null && command -v nm >/dev/null && return
    echo "skipped codegen: objdump and nm (binutils) are needed"
    exit 77
}

# the compilers that are installed, once each, in the array compilers; says which are not
find_compilers() {
    local candidate version seen=
    compilers=()
    for candidate in g++-11 g++-12 g++ clang++-14 clang++-16 clang++-19 clang++; do
        if ! command -v "$candidate" >/dev/null; then
            echo "not installed, not tested: $candidate"
            continue
        fi
        version=${candidate%%-*}-$("$candidate" -dumpversion)
        [[ $seen != *" ${version%%.*} "* ]] || continue
        seen+=" ${version%%.*} "
        compilers+=("$candidate")
    done
    [ ${#compilers[@]} -gt 0 ] || compilers=("${compiler[0]}")
}

# write_unit CASES...: one source of all of them, each in the namespace of_CASE
write_unit() {
    local file
    printf '#ifndef BY_HAND\n#include <weir/weir.hpp>\n#endif\n'
    cat "$@" | grep '^#include <' | grep -v weir | LC_ALL=C sort -u || true
    for file in "$@"; do printf 'namespace of_%s {\n#include "%s"\n}\n#undef INLINED\n' "$(basename "$file" .cpp)" "$file"; done
}
case_of() { sed -nE 's/^.*_ZN[0-9]+of_([a-z_]+[a-z])[0-9].*/\1/p' <<<"$1"; }
cases_in() { sed -nE 's/.*_ZN[0-9]+of_([a-z_]+[a-z])[0-9].*/\1/p' "$1" | sort -u | paste -sd ' '; }

# code OBJECT: each line the section, then an instruction with its bytes, a relocation, or bytes of the tables by which
# exceptions find their way. The compilers number their constants, and a destructor has two names: both are left out.
code() {
    {
        objdump -dr "$1"
        objdump -s "$1"
    } | awk '/^(Disassembly of|Contents of) section / { section = $4; sub(/:$/, "", section); shown = $1 == "Disassembly" || section ~ /^\.gcc_except_table/; next }
        shown && /^[ \t]/ { print section " " $0 }' |
        sed -E 's/D[12]Ev /D1Ev /; /R_X86_64|R_AARCH64/!s/<[^>]*>//; s/\.L(\.?str|C|CPI)[0-9._]*/.L\1/' | LC_ALL=C sort -s -k1,1
}

# figures OBJECT: of each function run..., its cold part included: name, instructions, calls, bytes of stack
figures() {
    objdump -d --no-show-raw-insn "$1" | awk -F'\t' '
        /^[0-9a-f]+ <.*>:$/ { name = $0; gsub(/^[^<]*<|>:$|\.cold.*/, "", name); next }
        name !~ /^_ZN[0-9]+of_[a-z_]+[0-9]+run/ || NF < 2 || $2 ~ /^(nop|cs nop|data16|xchg +%ax,%ax)/ { next }
        { instructions[name]++; calls[name] += 0; stack[name] += 0 }
        $2 ~ /^call/ { calls[name]++ }
        $2 ~ /^push/ { stack[name] += 8 }
        $2 ~ /^sub +\$0x[0-9a-f]+,%rsp/ {
            hex = $2; sub(/^sub +\$0x/, "", hex); sub(/,.*/, "", hex); n = 0
            for (i = 1; i <= length(hex); i++) n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
            stack[name] += n
        }
        END { for (name in instructions) print name, instructions[name], calls[name], stack[name] }' | LC_ALL=C sort
}
