#!/usr/bin/env bash
# check.sh O0|O2 -- COMPILER FLAGS...: translation units of every two levels, linked in both orders, do each what their
# level says. With WEIR_REQUIRE_ONE_LEVEL, units of one level link and run; units of two are refused by the linker, which
# says why. EXPECT_RED=1 (for self_test.sh) lets every program be wrong about the level of its first unit.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../support/compile.sh"
split "$@"
optimisation=${arguments[0]-}
case $optimisation in O0 | O2) ;; *) echo "expected O0 or O2, found '$optimisation'" >&2; exit 2 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

build() { "${compiler[@]}" "-$optimisation" "$@"; }
level_flag() { [ "$1" = none ] || echo "-DWEIR_LEVEL=$1"; }
number() { [ "$1" = none ] && echo 1 || echo "$1"; }

for unit in first second; do
    for level in none 0 1 2; do
        # shellcheck disable=SC2046
        build $(level_flag "$level") "-DUNIT=$unit" -c "$here/unit.cpp" -o "$work/$unit.$level.o"
        # shellcheck disable=SC2046
        [ "$level" = none ] || [ -n "${EXPECT_RED-}" ] ||
            build $(level_flag "$level") -DWEIR_REQUIRE_ONE_LEVEL "-DUNIT=$unit" -c "$here/unit.cpp" -o "$work/$unit.$level.one.o"
    done
done

build -c "$here/main.cpp" -o "$work/main.o"
for first in none 0 1 2; do
    for second in none 0 1 2; do
        says=$(number "$first")
        [ -z "${EXPECT_RED-}" ] || says=7
        for units in "first.$first.o second.$second.o" "second.$second.o first.$first.o"; do
            read -r one two <<<"$units"
            build "$work/main.o" "$work/$one" "$work/$two" -pthread -o "$work/program"
            "$work/program" "$says" "$(number "$second")" || { echo "FAILED levels: $units"; failed=1; }
        done
    done
done
[ -z "${EXPECT_RED-}" ] || exit $failed

# every linker that is installed: GNU ld is the default
linkers=(default)
for linker in lld gold; do
    if command -v "ld.$linker" >/dev/null; then linkers+=("$linker"); else echo "not installed, not tested: $linker"; fi
done
for linker in "${linkers[@]}"; do
    use=()
    [ "$linker" = default ] || use=("-fuse-ld=$linker")
    for first in 0 1 2; do
        for second in 0 1 2; do
            status=0
            build ${use[@]+"${use[@]}"} "$work/main.o" "$work/first.$first.one.o" "$work/second.$second.one.o" -pthread \
                -o "$work/program" >"$work/log" 2>&1 || status=$?
            if [ "$first" = "$second" ]; then
                [ $status = 0 ] && "$work/program" "$first" "$second" || {
                    echo "FAILED $linker: units of level $first alone, required to be of one level, do not link and run:"
                    cat "$work/log"
                    failed=1
                }
            elif [ $status = 0 ]; then
                echo "FAILED $linker: units of levels $first and $second, required to be of one level, link"
                failed=1
            elif ! grep -q 'weir_all_translation_units_must_have_WEIR_LEVEL_' "$work/log"; then
                echo "FAILED $linker: levels $first and $second: the linker does not say why:"
                cat "$work/log"
                failed=1
            fi
        done
    done
done
exit $failed
