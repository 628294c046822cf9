#!/usr/bin/env bash
# recipes.sh vcpkg|conan COMPILER: the recipe as far as it can be checked without vcpkg, without Conan and without a network: see
# vcpkg.cmake and conan.py.
set -euo pipefail
. "$(dirname "$0")/support.sh"
if [ "$1" = vcpkg ]; then
    must cmake -DROOT="$root" -DWORK="$work" -DCXX="$2" -DVERSION="$(version)" -P "$here/vcpkg.cmake"
else
    command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
    must python3 "$here/conan.py" "$root" "$(version)"
fi
