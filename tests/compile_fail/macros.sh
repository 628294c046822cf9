#!/usr/bin/env bash
# macros.sh -- COMPILER FLAGS...: what is wrong with the macros is the first error, in weir's words.
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
failed=0

# refused EXPECTED FLAGS...
refused() {
    local expected=$1 output
    shift
    if output=$("${compiler[@]}" "$@" -fsyntax-only -x c++ - 2>&1 <<<'#include <weir/weir.hpp>'); then
        echo "FAILED $*: compiles, expected: $expected"
        failed=1
    elif ! grep -m 1 'error:' <<<"$output" | grep -qF "$expected"; then
        echo "FAILED $*: expected '$expected' as the first error, found: $output"
        failed=1
    fi
}
refused 'WEIR_LEVEL must be 0 (off), 1 (timing) or 2 (trace)' -DWEIR_LEVEL=7
refused 'WEIR_LEVEL must be 0 (off), 1 (timing) or 2 (trace)' -DWEIR_LEVEL=-1
refused 'WEIR_REQUIRE_ONE_LEVEL needs WEIR_LEVEL: set it to 0, 1 or 2' -DWEIR_REQUIRE_ONE_LEVEL
"${compiler[@]}" -DWEIR_LEVEL=1 -DWEIR_REQUIRE_ONE_LEVEL -fsyntax-only -x c++ - <<<'#include <weir/weir.hpp>' || failed=1
exit $failed
