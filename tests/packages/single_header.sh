#!/usr/bin/env bash
# single_header.sh quick|all -- COMPILER FLAGS...: the examples with the single header and nothing else of weir. weir/NAME.hpp is then a
# file of two lines that includes the single header, with its part WEIR_WITH_NAME where there is one.
# quick: all examples compile, some are built and print what they should, and the header compiles by itself, again and again, with
#        all its parts whose friends are installed
# all:   all examples are built at each level, and print what they should; `./dev soak` asks for it
set -euo pipefail
. "$(dirname "$0")/support.sh"
. "$here/../support/compile.sh"
. "$here/../support/examples.sh"
split "$@"
how=${arguments[0]}
single=$work/single
bash "$root/packaging/single_header.sh" "$root/include" "$single/weir.hpp"
bash "$root/packaging/single_header.sh" "$root/include" "$work/again.hpp"
cmp "$single/weir.hpp" "$work/again.hpp" || fault "made twice, it is not the same"
[[ $(head -n 2 "$single/weir.hpp") == *SPDX-License-Identifier:\ BSL-1.0*"weir $(version):"* ]] ||
    fault "expected the licence and the version in the first two lines, found: $(head -n 2 "$single/weir.hpp")"

# the compiler without the repository's own include folder
alone=()
for flag in "${compiler[@]}"; do [ "$flag" = "-I$root/include" ] || alone+=("$flag"); done
[ ${#alone[@]} -lt ${#compiler[@]} ] || { echo "expected -I$root/include among the flags, found: ${compiler[*]}"; exit 2; }
compiler=("${alone[@]}" "-I$single" "-I$work/forward")

(cd "$root/include" && printf '%s\n' weir/*.hpp weir/export/*.hpp weir/with/*.hpp) | while read -r header; do
    mkdir -p "$work/forward/$(dirname "$header")"
    part=$(basename "$header" .hpp)
    printf '#define WEIR_WITH_%s\n#include <weir.hpp>\n' "${part^^}" >"$work/forward/$header"
done

# installed FOLDER: whether a header of the friend's that the single header names is there
installed() {
    local header
    for header in $(grep -ohE "#include <$1/[^>]*>" "$single/weir.hpp" | sed -E 's/.*<(.*)>/\1/' | LC_ALL=C sort -u); do
        compile none -x c++ - 2>/dev/null <<<"#include <$header>" && return
    done
    return 1
}
parts=$(sed -nE 's|^//   (WEIR_WITH_[A-Z0-9_]+) +<.*>$|\1|p' "$single/weir.hpp")
[ "$(wc -w <<<"$parts")" -gt 5 ] || fault "expected the parts to be listed at the top, found: $parts"
for friend in CATCH2:catch2 BENCHMARK:benchmark JSON:nlohmann PERFETTO:protozero; do
    installed "${friend#*:}" && continue
    echo "not installed, not tested: ${friend#*:}"
    parts=$(grep -v "${friend%:*}" <<<"$parts")
done
levels='none 0 1 2'
[ "$how" = all ] || levels='none 0'
for level in $levels; do
    compile $level -x c++ - <<<"#include <weir.hpp>
$(sed 's/.*/#define &/' <<<"$parts")
#include <weir.hpp>
#include <weir.hpp>" || fault "with all its parts, level $level: does not compile"
done

# run NAME LEVEL
run() {
    local flag=()
    [ "$2" = none ] || flag=("-DWEIR_LEVEL=$2")
    "${compiler[@]}" ${flag[@]+"${flag[@]}"} "$example" -o "$work/$1" -pthread || { fault "$1, level $2: does not build"; return; }
    (cd "$work" && run_example "$1" "$2" "./$1") >"$work/log" 2>&1 || { fault "$1, level $2:"; cat "$work/log"; }
}
built=0
for example in $(standard_examples) "$here/single_header.cpp"; do
    name=$(basename "$example" .cpp)
    case $how,$name in
        all,*) for level in $levels; do run "$name" "$level"; done ;;
        *,budgets | *,flow | *,single_header) run "$name" none ;;
        *) compile none "$example" || fault "$name: does not compile" ;;
    esac
    built=$((built + 1))
done
[ $built -gt 10 ] || fault "expected over 10 examples, found $built"
echo "$built examples with the single header"
exit $failed
