#!/usr/bin/env bash
# self_test.sh -- COMPILER FLAGS...: check.sh goes red where a program is not what its level says.
set -euo pipefail
if output=$(EXPECT_RED=1 bash "$(dirname "$0")/check.sh" O0 "$@" 2>&1); then
    echo "FAILED: expected red, found green: $output"
    exit 1
fi
grep -q 'FAILED level of the first unit: expected 7' <<<"$output" || { echo "FAILED: not red for that: $output"; exit 1; }
