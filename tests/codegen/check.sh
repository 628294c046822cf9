#!/usr/bin/env bash
# check.sh O1|O2|O3 [CASE.cpp...] -- COMPILER FLAGS...: a pipeline that is off compiles to the machine code of the stages
# called by hand. The cases are compiled together, each in a namespace of its own, once as pipelines and once with
# -DBY_HAND, and the two objects are compared: the bytes of every function, what they refer to, and the exception tables.
# No symbol of weir may be left.
#   off by flag      WEIR_LEVEL=0
# and at -O2, for the other optimisations could only say the same again:
#   off by policy    no flag; the case's OFF_POLICY is `, weir::Off`. Sections of weir itself are left out: without the
#                    flag other pipelines of the file may measure, so what they share may be there
#   control          WEIR_LEVEL=1: each function must differ, or the comparison sees nothing. With one compiler: it
#                    is the comparison that is tried, and to measure takes the longest to compile
# BY_HAND is 1; 2 is another way of writing the same by hand, where a case has one. Against that the pipeline has never
# more instructions, calls or stack. Where it has, the case says with which compilers and by how much at most:
#   // more than in place: g++ instructions 20 calls 1 stack 16
# It is then said how much it is.
# A case with the line `// alone` is compiled by itself: what g++ 12 inlines of the standard library depends on what else
# is in the file.
# With every g++ and clang++ below that is installed, in place of the compiler that is given: off must be free for each of
# them, whichever the rest is tested with.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../support/compile.sh"
. "$here/objects.sh"
split "$@"
optimisation=${arguments[0]-}
case $optimisation in O1 | O2 | O3) ;; *) echo "expected O1, O2 or O3, found '$optimisation'" >&2; exit 2 ;; esac
cases=("${arguments[@]:1}")
[ ${#cases[@]} -gt 0 ] || cases=("$here"/cases/*.cpp)
need_binutils
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fault() { echo "FAILED $1, $compiler_name -$optimisation, $2"; failed=1; }

# build OUT FLAGS...: no debug information, every function in a section of its own
build() {
    local out=$1
    shift
    "${compiler[@]}" "-$optimisation" -ffunction-sections -c "$@" "$unit" -o "$out" 2>"$work/log" && return
    fault "$name" "$(basename "$out" .o): does not compile"
    sed 's/^/    /;20q' "$work/log"
    return 1
}

# same WHAT PATTERN: off.o has the code of hand.o, but for the sections that fit PATTERN
same() {
    code "$work/hand.o" | grep -vE "$2" >"$work/hand.txt" || true
    code "$work/off.o" | grep -vE "$2" >"$work/off.txt" || true
    diff "$work/hand.txt" "$work/off.txt" >"$work/log" && return
    fault "$(cases_in "$work/log")" "$1: differs from the stages called by hand (< by hand, > pipeline):"
    sed 's/^/    /;60q' "$work/log"
}

# never_more OFF HAND: the files of figures, a function a line
never_more() {
    local function instructions calls stack way_instructions way_calls way_stack in_case more more_instructions more_calls more_stack _
    while read -r function instructions calls stack way_instructions way_calls way_stack; do
        [ "$instructions" -gt "$way_instructions" ] || [ "$calls" -gt "$way_calls" ] || [ "$stack" -gt "$way_stack" ] || continue
        in_case=$(case_of "$function")
        local words="$instructions instructions, $calls calls, $stack bytes of stack; in place $way_instructions, $way_calls, $way_stack"
        more=$(grep -F "// more than in place: $family " "$(file_of "$in_case")" || true)
        read -r _ _ _ _ _ _ _ more_instructions _ more_calls _ more_stack <<<"$more"
        if [ $((instructions - way_instructions)) -le "${more_instructions:-0}" ] && [ $((calls - way_calls)) -le "${more_calls:-0}" ] &&
            [ $((stack - way_stack)) -le "${more_stack:-0}" ]; then
            echo "more than in place, $function, $compiler_name -$optimisation: $words"
        else
            fault "$in_case" "more than in place, $function: $words"
        fi
    done < <(join "$1" "$2")
}

file_of() {
    local file
    for file in "${cases[@]}"; do [ "$(basename "$file" .cpp)" != "$1" ] || { echo "$file"; return; }; done
}

# check_unit CASES...
check_unit() {
    unit=$work/unit.cpp name=$(basename "$1" .cpp)
    [ $# = 1 ] || name="$# cases"
    write_unit "$@" >"$unit"
    build "$work/hand.o" -DBY_HAND=1 && build "$work/way.o" -DBY_HAND=2 && build "$work/off.o" -DWEIR_LEVEL=0 || return 0
    figures "$work/hand.o" >"$work/hand.figures"
    [ "$(wc -l <"$work/hand.figures")" -ge $# ] || fault "$name" "by hand: no code to compare"
    same "off by flag" '^$'
    if nm "$work/off.o" | grep -i weir; then fault "$name" "symbols of weir are left (above)"; fi
    figures "$work/off.o" >"$work/off.figures"
    figures "$work/way.o" >"$work/way.figures"
    never_more "$work/off.figures" "$work/way.figures"
    [ "$optimisation" = O2 ] || return 0
    build "$work/off.o" "-DOFF_POLICY=, weir::Off" && same "off by policy" '^\S*(weir|tls_init)'
    [ "$compiler_name" = "${compilers[0]}" ] || return 0
    build "$work/on.o" -DWEIR_LEVEL=1 || return 0
    code "$work/hand.o" >"$work/hand.txt"
    code "$work/on.o" >"$work/on.txt"
    local function
    while read -r function _; do
        if cmp -s <(grep -F "$function " "$work/hand.txt") <(grep -F "$function " "$work/on.txt"); then
            fault "$(case_of "$function")" "control: level timing has the code of the stages called by hand, $function"
        fi
    done <"$work/hand.figures"
}

together=() alone=()
for file in "${cases[@]}"; do
    if grep -q '^// alone' "$file"; then alone+=("$file"); else together+=("$file"); fi
done
find_compilers
rest=("${compiler[@]:1}")
for compiler_name in "${compilers[@]}"; do
    compiler=("$compiler_name" "${rest[@]}")
    family=${compiler_name%%-*}
    echo "with $("$compiler_name" --version | head -n 1)"
    [ ${#together[@]} = 0 ] || check_unit "${together[@]}"
    for file in ${alone[@]+"${alone[@]}"}; do check_unit "$file"; done
done
echo "${#cases[@]} cases, ${#compilers[@]} compilers"
exit $failed
