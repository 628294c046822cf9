#!/usr/bin/env bash
# self_test.sh [INCLUDE_DIR]: check.sh goes red for each fault planted in a copy of the house, and names its place.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
include_dir=${1:-$here/../../include}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0

# plant FILE TEXT EXPECTED...: TEXT at the end of FILE is a fault on FILE's last line, described by each EXPECTED (a part of its text)
plant() {
    local file=$1 text=$2 status=0 output expected place
    shift 2
    rm -rf "${copy:?}/weir"
    cp -R "$include_dir/weir" "$copy/weir"
    # the plants include each other's files, whatever the house holds by now
    mkdir -p "$copy/weir/base" "$copy/weir/panel" "$copy/weir/$(dirname "$file")"
    echo '#include <weir/base/planted_b.hpp>' >"$copy/weir/base/planted_a.hpp"
    printf '%s\n' "$text" >>"$copy/weir/$file"
    place=weir/$file:$(wc -l <"$copy/weir/$file"):
    output=$(bash "$here/check.sh" "$copy") || status=$?
    for expected in "$place" "$@"; do
        if [ $status != 1 ] || ! grep -F -e "$place" <<<"$output" | grep -qF -e "$expected"; then
            echo "FAILED: planted '$text' in $file, expected exit 1 and '$expected' at $place, found exit $status:"
            echo "$output"
            failed=1
        fi
    done
}

plant base/planted.hpp '#include <weir/stage/planted.hpp>' 'base (floor 0) includes stage/planted.hpp (floor 1)'
plant stage/planted.hpp '#include <weir/clock/planted.hpp>' 'stage (floor 1) includes clock/planted.hpp (floor 1)'
plant panel/planted.hpp '#include <weir/clock/planted.hpp>' 'panel includes clock/planted.hpp'
plant export/planted.hpp '#  include <weir/recorder/planted.hpp>' 'export includes recorder/planted.hpp'
plant pipeline/planted.hpp '#include <weir/panel/planted.hpp>' 'which is not hot'
plant weir.hpp '#include <weir/export/planted.hpp>' 'which is not hot'
plant with/planted.hpp '#include <weir/attic/planted.hpp>' 'has no floor'
plant attic/planted.hpp '' 'has no floor'
plant base/planted_b.hpp '#include <weir/base/planted_a.hpp>' 'a circle:' 'base/planted_a.hpp' 'base/planted_b.hpp'
plant recorder/planted.hpp '#include <chrono>' 'includes <chrono>'
plant weir.hpp ' # include <string_view> // for names' 'includes <string_view>'
plant panel/planted.hpp '#include <boost/hana/tuple.hpp>' 'includes <boost/hana/tuple.hpp>'
plant panel/planted.hpp '#include "planted.hpp"' 'a quoted include'
plant panel/planted.hpp '#define WEIR_PLANTED 1' 'defines the macro WEIR_PLANTED'
plant base/config.hpp '#define PLANTED(x) x' 'PLANTED does not begin with WEIR_'
plant panel/planted.hpp 'throw std::bad_alloc{};  // thrown' 'throws or catches'
plant with/planted.hpp '} catch (...) {' 'throws or catches'
exit $failed
