#!/usr/bin/env bash
# run.sh FILE... -- COMPILER FLAGS...: each FILE is a wrong program that weir refuses with a readable message.
#   // expect: REGEX   one or several: each matches (grep -E) in the first error that the compiler prints
#   // levels: 0 1     where it must be refused, out of none 0 1 2; without this line: none
#   // needs: HEADER   of a friend library: skipped (exit 77) where it is not installed
#   #ifdef TWIN        the right program, which must compile
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
[ ${#arguments[@]} -gt 0 ] || { echo "expected FILE... before --, found none" >&2; exit 2; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0 skipped=0

# fault FILE LEVEL WHAT: the log shows why
fault() {
    echo "FAILED $(basename "$1") (level $2): $3"
    sed 's/^/    /' "$log"
    failed=1
}

check() {
    local file=$1 level=$2 first pattern
    if compile "$level" "$file" >"$log" 2>&1; then
        fault "$file" "$level" "the wrong program compiles, expected a static assertion to refuse it"
    else
        # what a reader sees first: all up to the second error, so the first with its context and its notes
        first=$(awk '/ (fatal )?error: / && ++errors == 2 { exit } { print }' "$log")
        grep -E ' (fatal )?error: ' <<<"$first" | grep -qE 'error: static(_assert| assertion) failed' ||
            fault "$file" "$level" "the first error is not a static assertion"
        while IFS= read -r pattern; do
            grep -qE -e "$pattern" <<<"$first" || fault "$file" "$level" "the first error does not match: $pattern"
        done <<<"$expectations"
    fi
    compile "$level" -DTWIN "$file" >"$log" 2>&1 || fault "$file" "$level" "the right twin does not compile"
}

for file in "${arguments[@]}"; do
    expectations=$(sed -n 's|^// expect: *||p' "$file")
    levels=$(sed -n 's|^// levels: *||p' "$file")
    needs=$(sed -n 's|^// needs: *||p' "$file")
    if [ -n "$needs" ] && ! compile none -x c++ - 2>/dev/null <<<"#include <$needs>"; then
        echo "skipped $(basename "$file"): not installed: $needs"
        skipped=77
        continue
    fi
    : >"$log"
    [ -n "$expectations" ] || { fault "$file" - "has no line '// expect: REGEX'"; continue; }
    for level in ${levels:-none}; do check "$file" "$level"; done
done
[ $failed = 0 ] || exit 1
exit $skipped
