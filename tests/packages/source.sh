#!/usr/bin/env bash
# source.sh add_subdirectory|FetchContent COMPILER: weir's source as a part of a user's project, at each level. What is fetched
# is a tarball of the files that git knows, so that a file somebody forgot to add is missed.
set -euo pipefail
. "$(dirname "$0")/support.sh"
way=$1 cxx=$2

if [ "$way" = FetchContent ]; then
    git -C "$root" rev-parse --git-dir >/dev/null 2>&1 || { echo "skipped: no git, or no clone of it here"; exit 77; }
    (cd "$root" && git ls-files -z -- CMakeLists.txt LICENSE CHANGELOG.md cmake include packaging | xargs -0 tar -cf "$work/weir.tar")
    weir=file://$work/weir.tar
else
    weir=$root
fi
build_consumer "$work/build" -DWAY="$way" -DWEIR="$weir"
all_right "$work/build"
# inside another project weir is its headers: no program, no test, nothing installed with the user's
must cmake --install "$work/build" --prefix "$work/prefix"
[ ! -e "$work/prefix" ] || fault "the user's install has files of weir: $(cd "$work/prefix" && find . -type f | head -n 5)"
exit $failed
