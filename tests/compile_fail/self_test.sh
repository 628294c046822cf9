#!/usr/bin/env bash
# self_test.sh -- COMPILER FLAGS...: run.sh goes red for each fault planted in self_test/, saying what its line
# `// red: REGEX` expects, and stays green for a file without that line.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
failed=0
for file in "$here"/self_test/*.cpp; do
    name=$(basename "$file")
    red=$(sed -n 's|^// red: *||p' "$file")
    status=0
    output=$(bash "$here/run.sh" "$file" "$@" 2>&1) || status=$?
    if [ -z "$red" ]; then
        [ $status = 0 ] || { echo "FAILED $name: expected green, found exit $status: $output"; failed=1; }
    elif [ $status != 1 ]; then
        echo "FAILED $name: expected exit 1, found $status: $output"
        failed=1
    elif ! grep -qE -e "$red" <<<"$output"; then
        echo "FAILED $name: expected '$red', found: $output"
        failed=1
    fi
done
exit $failed
