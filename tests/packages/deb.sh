#!/usr/bin/env bash
# deb.sh BUILD_DIR: `cpack -G DEB` makes weir and libweir-dev of what is built in BUILD_DIR. Their fields and files are looked at;
# unpacked in a clean folder, the command says its version. lintian's errors count, where it is installed.
set -euo pipefail
. "$(dirname "$0")/support.sh"
build=$1
for tool in dpkg-deb dpkg-shlibdeps; do command -v $tool >/dev/null || { echo "skipped: $tool (dpkg-dev) is not installed"; exit 77; }; done
must cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work"
architecture=$(dpkg --print-architecture)
command_deb=$work/weir_$(version)_$architecture.deb
headers_deb=$work/libweir-dev_$(version)_all.deb
for deb in "$command_deb" "$headers_deb"; do
    [ -f "$deb" ] || { echo "FAILED expected $(basename "$deb"), found: $(cd "$work" && echo *.deb)"; exit 1; }
done

field() { # DEB FIELD EXPECTED_PATTERN
    local found
    found=$(dpkg-deb -f "$1" "$2")
    [[ $found =~ ^$3$ ]] || fault "$(basename "$1"): expected $2 '$3', found '$found'"
}
for deb in "$command_deb" "$headers_deb"; do
    field "$deb" Version "$(version)"
    field "$deb" Maintainer '.+ <.+@.+>'
    field "$deb" Priority optional
    field "$deb" Description $'[A-Z][^\n]{10,79}\n [^\n]{10,80}\n.*'
done
field "$command_deb" Package weir
field "$command_deb" Section devel
field "$command_deb" Architecture "$architecture"
field "$command_deb" Depends '(.*, )?libc6 \(>= [0-9.]+\).*'
field "$command_deb" Depends '(.*, )?libstdc\+\+6 \(>= [0-9.]+\).*'
field "$headers_deb" Package libweir-dev
field "$headers_deb" Section libdevel
field "$headers_deb" Architecture all
field "$headers_deb" Depends libboost-dev

holds() { # DEB PATHS...
    local deb=$1 path
    dpkg-deb -c "$deb" | awk '{ print $6 }' >"$work/files"
    for path in "${@:2}"; do grep -qx "\./usr/$path" "$work/files" || fault "$(basename "$deb") has no $path"; done
}
holds "$command_deb" bin/weir share/man/man1/weir.1.gz share/bash-completion/completions/weir share/zsh/site-functions/_weir \
    share/doc/weir/copyright
if grep -E '\.(hpp|cmake|pc)$' "$work/files"; then fault "the command's package has files for compiling (above)"; fi
holds "$headers_deb" include/weir/weir.hpp share/cmake/weir/weir-config.cmake share/pkgconfig/weir.pc share/weir/weir.hpp \
    share/weir/weir.spdx.json share/doc/libweir-dev/copyright
if grep 'usr/bin' "$work/files"; then fault "the headers' package has programs (above)"; fi

mkdir "$work/unpacked"
dpkg-deb -x "$command_deb" "$work/unpacked"
found=$(env -i "$work/unpacked/usr/bin/weir" --version) || fault "weir --version exits with $?"
[[ $found == *"$(version)"* ]] || fault "weir --version: expected $(version), found '$found'"
gzip -dc "$work/unpacked/usr/share/man/man1/weir.1.gz" | cmp - "$root/tools/weir.1" || fault "the manual page is another"
if command -v lintian >/dev/null; then
    lintian --fail-on error "$command_deb" "$headers_deb" || fault "lintian finds errors (above)"
fi
exit $failed
