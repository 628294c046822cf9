#!/usr/bin/env bash
# check.sh INCLUDE_DIR HEADER -- COMPILER FLAGS...: HEADER compiles alone, and twice, at no flag and, where it may look at it, at level off.
# A header for a friend library is skipped (exit 77) where none of that library's headers is installed.
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
[ ${#arguments[@]} = 2 ] || { echo "expected INCLUDE_DIR HEADER before --, found: ${arguments[*]-}" >&2; exit 2; }
include_dir=${arguments[0]} header=${arguments[1]}

case $header in
    weir/with/* | weir/export/json.hpp | weir/export/json/* | weir/export/*_json.hpp)
        # the friend's headers, also by way of another header in with/: neither weir's nor of the system (<vector>,
        # <unistd.h>, <sys/mman.h>)
        included() { (cd "$include_dir" && sed -nE 's/^[ \t]*#[ \t]*include[ \t]*<([^>]*(\.hpp|\/[^>]*))>.*/\1/p' "$@"); }
        mapfile -t own < <(included "$header" | grep '^weir/with/' || true)
        friends=$(included "$header" "${own[@]}" | grep -vE '^(weir|sys)/' || true)
        found=
        for friend in $friends; do
            ! compile none -x c++ - 2>/dev/null <<<"#include <$friend>" || found=yes
        done
        if [ -n "$friends" ] && [ -z "$found" ]; then
            echo "skipped $header: not installed:" $friends
            exit 77
        fi
        ;;
esac

# through another file, as users include it: #pragma once means nothing in a main file
# none and 0 are all that the preprocessor can tell apart
levels='none 0'
case $header in weir/panel/* | weir/export/*) levels=none ;; esac   # they look at no level
status=0
for level in $levels; do
    compile "$level" -x c++ - <<<"#include <$header>
#include <$header>" || { echo "$header does not compile alone at level $level" >&2; status=1; }
done
exit $status
