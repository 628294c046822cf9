#!/usr/bin/env bash
# licences.sh: packaging/weir.spdx.json.in is JSON, and names each package that CMake or the page looks for, with a licence and what it
# goes into; and nobody else. What the command contains stands in packaging/debian/copyright too.
set -euo pipefail
. "$(dirname "$0")/support.sh"
cd "$root"
list=packaging/weir.spdx.json.in
must cmake -DLIST="$list" -P "$here/spdx.cmake"
cmake -DLIST="$list" -P "$here/spdx.cmake" 2>&1 | sed 's/^-- //' >"$work/listed" # NAME ID of each package

cmake_files=$(find CMakeLists.txt cmake bench examples tests tools -name CMakeLists.txt -o -name '*.cmake' |
    grep -v '^tests/packages/\|/node_modules/' | LC_ALL=C sort)
# shellcheck disable=SC2086
{
    sed -nE 's/^[^#]*(find_package|weir_need|weir_fetch)\(([A-Za-z0-9_-]+)[ )].*/\2/p' $cmake_files
    sed -nE 's/^[^#]*weir_need_([a-z0-9]+)\(.*/\1/p' $cmake_files
    sed -nE 's/^[^#]*pkg_check_modules\(([A-Za-z0-9_]+) .*/\1/p' $cmake_files | tr _ -
    sed -nE 's/^[^#]*find_path\(([a-z]+)_include .*/\1/p' $cmake_files
    sed -nE 's/.*foreach\(package IN ITEMS (.*)\).*/\1/p' tests/tools/CMakeLists.txt | tr ' ' '\n'
    for page in $(git ls-files '*/package.json' 2>/dev/null); do
        awk '/"dependencies": *\{/ { on = 1; next } /\}/ { on = 0 } on { gsub(/[" ]/, ""); sub(/:.*/, ""); print }' "$page"
    done
} | grep -vxE 'weir|Threads|PkgConfig|name|package' | LC_ALL=C sort -u >"$work/looked_for"

while read -r name; do
    cut -d' ' -f1 "$work/listed" | grep -qxiF "$name" ||
        fault "$name is looked for and not listed in $list: say its licence and what it goes into"
done <"$work/looked_for"
while read -r name id; do
    grep -qxiF "$name" "$work/looked_for" || fault "$name is listed in $list and nothing looks for it: leave it out"
    grep -qE "SPDXRef-(command|page)\", \"relationshipType\": \"CONTAINS\", \"relatedSpdxElement\": \"$id\"" "$list" || continue
    grep -qi "(.*${name//_/-}.*)$" packaging/debian/copyright ||
        fault "$name is compiled into the command, and packaging/debian/copyright does not name it"
done <"$work/listed"
echo "$(wc -l <"$work/looked_for") packages are looked for and listed"
exit $failed
