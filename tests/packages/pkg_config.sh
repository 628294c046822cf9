#!/usr/bin/env bash
# pkg_config.sh COMPILER: weir.pc and its variants from an installed prefix that was moved: they know the version, find the
# headers and set the level. With weir.pc alone, -DWEIR_LEVEL sets it.
set -euo pipefail
. "$(dirname "$0")/support.sh"
cxx=$1
command -v pkg-config >/dev/null || { echo "skipped: pkg-config is not installed"; exit 77; }

configure_headers "$work/build"
must cmake --install "$work/build" --prefix "$work/first"
mv "$work/first" "$work/prefix"
export PKG_CONFIG_PATH=$work/prefix/share/pkgconfig
boost=("${@:2}")   # where Boost is, if the compiler does not find it by itself

IFS=. read -r major minor patch <<<"$(version)"
plain=$(pkg-config --cflags weir) || fault "weir.pc is not found"
for module in weir weir-off weir-timing weir-trace; do
    found=$(pkg-config --modversion $module) || fault "$module.pc is not found"
    [ "$found" = "$(version)" ] || fault "$module.pc: expected version $(version), found $found"
    if pkg-config --exists "$module > $major.$minor.$patch"; then fault "$module.pc: says that it is newer than it is"; fi
    # shellcheck disable=SC2046
    must "$cxx" -std=c++20 $(pkg-config --cflags $module) ${boost[@]+"${boost[@]}"} "$here/consumer/main.cpp" \
        -o "$work/consumer_${module#weir-}" $(pkg-config --libs $module)
done
all_right "$work"
# what is typed by hand is the same: weir.pc and -DWEIR_LEVEL
flags() { tr -s ' ' '\n' <<<"$1" | LC_ALL=C sort | paste -sd ' '; }
level=0
for module in weir-off weir-timing weir-trace; do
    expected=$(flags "$plain -DWEIR_LEVEL=$level") found=$(flags "$(pkg-config --cflags $module)")
    [ "$found" = "$expected" ] || fault "$module.pc: expected '$expected', found '$found'"
    level=$((level + 1))
done
exit $failed
