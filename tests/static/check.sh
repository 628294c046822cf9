#!/usr/bin/env bash
# check.sh FILE LEVEL -- COMPILER FLAGS...: the static assertions of FILE hold at LEVEL.
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
[ ${#arguments[@]} = 2 ] || { echo "expected FILE LEVEL before --, found: ${arguments[*]-}" >&2; exit 2; }
compile "${arguments[1]}" "${arguments[0]}"
