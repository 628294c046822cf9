#!/usr/bin/env bash
# single_header.sh quick|all -- COMPILER FLAGS...: the examples are built with the single header and nothing else of weir, run, and
# print what they should. weir/NAME.hpp is then a file of two lines that includes the single header, with its part
# WEIR_WITH_NAME where there is one. quick: with no level set; and at each level it compiles alone, twice, with all its
# parts whose friends are installed. all: each example at each level too, which `./dev soak` asks for.
set -euo pipefail
. "$(dirname "$0")/support.sh"
. "$here/../support/compile.sh"
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

installed() { compile none -x c++ - 2>/dev/null <<<"#include <$1>"; }
parts=$(sed -nE 's|^//   (WEIR_WITH_[A-Z0-9_]+) +<.*>$|\1|p' "$single/weir.hpp")
[ "$(wc -w <<<"$parts")" -gt 5 ] || fault "expected the parts to be listed at the top, found: $parts"
for friend in CATCH2:catch2 GOOGLE_BENCHMARK:benchmark JSON:nlohmann PERFETTO:protozero; do
    header=$(grep -m 1 -ohE "#include <${friend#*:}/[^>]*>" "$single/weir.hpp" | sed -E 's/.*<(.*)>/\1/')
    if ! installed "$header"; then
        echo "not installed, not tested: $header"
        parts=$(grep -v "${friend%:*}" <<<"$parts")
    fi
done
for level in none 0 1 2; do
    compile $level -x c++ - <<<"#include <weir.hpp>
$(sed 's/.*/#define &/' <<<"$parts")
#include <weir.hpp>
#include <weir.hpp>" || fault "with all its parts, level $level: does not compile"
done

levels=none
[ "$how" != all ] || levels='none 0 1 2'
built=0
for example in "$root"/examples/*.cpp; do
    name=$(basename "$example" .cpp)
    ! grep -qE '#include <(benchmark|catch2)/|weir/with/(google_benchmark|catch2)' "$example" || continue   # a friend's main()
    for level in $levels; do
        flag=()
        [ $level = none ] || flag=("-DWEIR_LEVEL=$level")
        "${compiler[@]}" ${flag[@]+"${flag[@]}"} "$example" -o "$work/$name" -pthread || { fault "$name, level $level: does not build"; continue; }
        if [ $level = none ] && [ -f "$root/examples/$name.expected" ]; then
            bash "$root/examples/compare.sh" "$root/examples/$name.expected" "$work/$name" || fault "$name: prints something else"
        else
            (cd "$work" && "./$name" >log 2>&1) || { fault "$name, level $level: exits with $?"; cat "$work/log"; }
        fi
        built=$((built + 1))
    done
done
[ $built -gt 10 ] || fault "expected over 10 examples, found $built"
echo "$built programs with the single header"
exit $failed
