#!/usr/bin/env bash
# installed.sh COMPILER: `cmake --install` to a clean prefix, which is then moved, and from there find_package at each level.
# The package's version is that of version.hpp; a newer one, and another minor one, are refused.
set -euo pipefail
. "$(dirname "$0")/support.sh"
cxx=$1

configure_headers "$work/build"
must cmake --build "$work/build" --target single_header
must cmake --install "$work/build" --prefix "$work/first"
mv "$work/first" "$work/prefix"
rm -rf "$work/build"

build_consumer "$work/consumer" -DWAY=find_package -DVERSION="$(version)" -DCMAKE_PREFIX_PATH="$work/prefix"
all_right "$work/consumer"
found=$(cmake -S "$here/consumer" -B "$work/consumer" | grep '^-- found weir ' || true)
[ "$found" = "-- found weir $(version)" ] || fault "expected '-- found weir $(version)', found '$found'"

IFS=. read -r major minor patch <<<"$(version)"
others=("$major.$minor.$((patch + 1))" "$major.$((minor + 1))" "$((major + 1))")
[ "$minor" = 0 ] || others+=("$major.$((minor - 1))")
for other in "${others[@]}"; do
    if cmake -S "$here/consumer" -B "$work/refused" -DCMAKE_CXX_COMPILER="$cxx" -DWAY=find_package -DVERSION="$other" \
        -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/log" 2>&1; then
        fault "find_package(weir $other) takes $(version)"
    elif ! grep -q "version: $(version)" "$work/log"; then
        fault "find_package(weir $other): expected the version $(version) to be named, found: $(tail -n 20 "$work/log")"
    fi
done

# the headers are those of the repository, all of them and no other file
diff -r "$root/include/weir" "$work/prefix/include/weir" || fault "installed headers differ"
bash "$root/packaging/single_header.sh" "$root/include" "$work/weir.hpp"
cmp "$work/prefix/share/weir/weir.hpp" "$work/weir.hpp" ||
    fault "the installed single header is not what packaging/single_header.sh makes"
! grep -rlF "$root" "$work/prefix" || fault "the files above name the folder that they were installed from"
exit $failed
