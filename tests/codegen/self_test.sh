#!/usr/bin/env bash
# self_test.sh -- COMPILER FLAGS...: check.sh goes red for each file in self_test/, timing.sh for each in self_test/timing/,
# saying what the file's line `// red: REGEX` expects.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
failed=0
for file in "$here"/self_test/*.cpp "$here"/self_test/timing/*.cpp; do
    name=$(basename "$file") test=check.sh
    [[ $file != */timing/* ]] || test=timing.sh
    red=$(sed -n 's|^// red: *||p' "$file")
    status=0
    output=$(bash "$here/$test" O2 "$file" "$@" 2>&1) || status=$?
    [ $status != 77 ] || { echo "$output"; exit 77; }
    [ $status = 1 ] && grep -qE -e "$red" <<<"$output" || {
        echo "FAILED $name: expected exit 1 and '$red', found exit $status: $output"
        failed=1
    }
done
exit $failed
