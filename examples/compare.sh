#!/usr/bin/env bash
# compare.sh EXPECTED_FILE PROGRAM [ARGUMENTS...]: the program's output is that file, apart from what no two runs share:
# lines that hold `made at`, the numbers on lines that hold `instrument`, and when errors were.
set -euo pipefail
[ $# -ge 2 ] || { echo "expected EXPECTED_FILE PROGRAM [ARGUMENTS...], found $# argument(s)" >&2; exit 2; }
expected=$1
shift
mask() { sed -E -e '/made at/s/.*/(made at)/' -e '/instrument/s/[0-9]+([.,][0-9]+)*/N/g' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/(time)/g'; }
output=$("$@") || { status=$?; printf '%s\n' "$output"; echo "$1 exits with $status, expected 0" >&2; exit 1; }
diff -u --label expected <(mask <"$expected") --label found <(mask <<<"$output") || {
    echo "the output differs; if the new one is right, write it to $expected" >&2
    exit 1
}
