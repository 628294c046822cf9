# To be sourced by the tests of packages: what a consumer must print, and a folder that is theirs.
# shellcheck shell=bash
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fault() { echo "FAILED $*"; failed=1; }

# must COMMAND...: silent, unless it fails: then its output, and the end
must() {
    "$@" >"$work/must.log" 2>&1 </dev/null && return
    echo "FAILED (exit $?): $*"
    tail -n 40 "$work/must.log"
    exit 1
}

version() { sed -nE 's/^#define WEIR_VERSION_(MAJOR|MINOR|PATCH) ([0-9]+)$/\2/p' "$root/include/weir/base/version.hpp" | paste -sd .; }

# right LEVEL PROGRAM: the program says the level that it was linked for, and the runs that this level counts
right() {
    local expected found
    case $1 in
        off) expected="level 0, 0 runs" ;;
        weir | timing) expected="level 1, 100 runs" ;;
        trace) expected="level 2, 100 runs" ;;
    esac
    found=$("$2") || fault "$2 exits with $?"
    [ "$found" = "$expected, version $(version)" ] || fault "$1: expected '$expected, version $(version)', found '$found'"
}

# all_right FOLDER
all_right() { local level; for level in weir off timing trace; do right $level "$1/consumer_$level"; done; }

# configure_headers FOLDER [-D...]: weir alone, its headers and no program; needs cxx, the compiler
configure_headers() {
    must cmake -S "$root" -B "$1" -DCMAKE_CXX_COMPILER="$cxx" -DWEIR_BUILD_TESTS=OFF -DWEIR_BUILD_BENCH=OFF -DWEIR_BUILD_EXAMPLES=OFF \
        -DWEIR_BUILD_TOOLS=OFF "${@:2}"
}

# build_consumer FOLDER -D...: configured and built in FOLDER, a clean one
build_consumer() {
    must cmake -S "$here/consumer" -B "$1" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_BUILD_TYPE=Debug "${@:2}"
    must cmake --build "$1"
}
