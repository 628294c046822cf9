#!/usr/bin/env bash
# row.sh COMPILER STANDARD FLAGS RUNNER: builds and runs with one compiler what needs nothing but the standard library and Boost.Hana:
# - the static assertions of tests/static
# - program.cpp, optimised and without a warning
# - the examples, whose output is compared with what is expected; left out are those that throw, without exceptions, and that start
#   a std::jthread, where the library has none
# - with -flto: units of two levels in one program
# Says on stdout each fault, and last: built N of N, passed N of N, left out: NAMES
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../support/examples.sh"
export LC_ALL=C
[ $# = 4 ] || { echo "expected COMPILER STANDARD FLAGS RUNNER, found $# argument(s)" >&2; exit 2; }
read -ra flags <<<"$3"
read -ra runner <<<"timeout 120 $4"
compiler=("$1" "-std=$2" ${flags[@]+"${flags[@]}"} "-I$root/include" -pthread)
# clang++ warns of what only a linker reads where it does not link
compile_only=(-fsyntax-only)
[[ $3 != *-fuse-ld* ]] || compile_only+=(-Wno-unused-command-line-argument)
warnings=(-Wall -Wextra -Wconversion -Wshadow -Werror)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
built=0 to_build=0 passed=0 to_pass=0 left_out=

# make NAME COMMAND...
make() {
    to_build=$((to_build + 1))
    "${@:2}" >"$work/log" 2>&1 && { built=$((built + 1)); return; }
    echo "FAILED $1 does not build:"
    { grep -m 3 -E 'error|undefined' "$work/log" || head -n 3 "$work/log"; } | cut -c1-300
    return 1
}
# pass NAME COMMAND...
pass() {
    to_pass=$((to_pass + 1))
    (cd "$work" && "${@:2}") >"$work/log" 2>&1 && { passed=$((passed + 1)); return; }
    echo "FAILED $1:"
    tail -n 20 "$work/log"
}

has_jthread() { "${compiler[@]}" -fsyntax-only -x c++ - 2>/dev/null <<<$'#include <thread>\nstd::jthread started;'; }

for source in "$root"/tests/static/*.cpp; do
    make "static/$(basename "$source" .cpp)" "${compiler[@]}" "${warnings[@]}" "${compile_only[@]}" "$source"
done

make program "${compiler[@]}" "${warnings[@]}" -O2 "$here/program.cpp" -o "$work/program" &&
    pass program "${runner[@]}" ./program

while read -r source; do
    name=$(basename "$source" .cpp)
    if [[ $3 == *-fno-exceptions* ]] && grep -qE '\b(throw|try|catch)\b' "$source"; then
        left_out+=" $name (throws)"
        continue
    fi
    if grep -q 'std::jthread' "$source" && ! has_jthread; then
        left_out+=" $name (no std::jthread)"
        continue
    fi
    make "$name" "${compiler[@]}" "$source" -o "$work/$name" || continue
    pass "$name" run_example "$name" none "${runner[@]}" "./$name"
done < <(standard_examples)

if [[ $3 == *-flto* ]]; then
    odr=$root/tests/odr
    make "two levels" "${compiler[@]}" -O2 -DWEIR_LEVEL=0 -DUNIT=first -c "$odr/unit.cpp" -o "$work/first.o" &&
        make "two levels" "${compiler[@]}" -O2 -DWEIR_LEVEL=2 -DUNIT=second -c "$odr/unit.cpp" -o "$work/second.o" &&
        make "two levels" "${compiler[@]}" -O2 "$odr/main.cpp" "$work/first.o" "$work/second.o" -o "$work/levels" &&
        pass "two levels" "${runner[@]}" ./levels 0 2
fi

[ $to_build -gt 10 ] || { echo "FAILED expected over 10 programs, found $to_build"; built=-1; }
echo "built $built of $to_build, passed $passed of $to_pass, left out:$left_out"
[ $built = $to_build ] && [ $passed = $to_pass ]
