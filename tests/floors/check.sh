#!/usr/bin/env bash
# check.sh [INCLUDE_DIR]: the headers under INCLUDE_DIR/weir keep to their floors. Each fault is FILE:LINE: WHAT, WHAT TO DO.
# Read as text: an #include counts whatever #if stands around it.
set -euo pipefail

# The house. A file includes from floors below and from its own folder. The doors are the files directly in weir/.
floors='
0 base
1 stage clock layout
2 recorder analyzer panel
3 pipeline export
4 doors with
'
# Narrower: a folder that includes from these and itself alone.
only='
panel: base layout
export: base layout panel
'
# Wider: a folder that also includes from these, on its own floor.
also='
with: doors
'
# Hot: what every user's hot file pays for. It includes nothing that is not hot, and none of these headers.
hot='base stage clock layout recorder analyzer pipeline weir.hpp'
heavy='chrono string string_view vector iostream ostream sstream atomic functional memory mutex thread algorithm
       x86intrin.h immintrin.h'
# The only files that may do these.
boost_files='base/type_list.hpp panel/compare/distributions.hpp panel/normal.hpp'
macro_files='base/config.hpp base/version.hpp'

include_dir=${1:-$(dirname "$0")/../../include}
[ -d "$include_dir/weir" ] || { echo "expected a folder with weir/ in it, found none at $include_dir" >&2; exit 2; }
cd "$include_dir"
mapfile -t files < <(find weir -name '*.hpp' | LC_ALL=C sort)
[ ${#files[@]} -gt 0 ] || { echo "expected headers in $include_dir/weir, found none" >&2; exit 2; }

FLOORS=$floors ONLY=$only ALSO=$also HOT=$hot HEAVY=$heavy BOOST=$boost_files MACROS=$macro_files awk '
function words(text, set,    n, i, w) { n = split(text, w); for (i = 1; i <= n; i++) set[w[i]] = 1 }
# lines `KEY: WORDS` to set[KEY, WORD], and keys[KEY]
function rules(text, set, keys,    n, i, k, j, line, w) {
    n = split(text, line, "\n")
    for (i = 1; i <= n; i++) {
        k = split(line[i], w)
        if (k) { sub(":", "", w[1]); keys[w[1]] = 1 }
        for (j = 2; j <= k; j++) set[w[1], w[j]] = 1
    }
}
function folder_of(path,    part) { return split(path, part, "/") == 1 ? "doors" : part[1] }
function is_hot(path) { return (path in hot) || (folder_of(path) in hot) }
function fault(what) { print FILENAME ":" FNR ": " what; faults++ }

BEGIN {
    n = split(ENVIRON["FLOORS"], line, "\n")
    for (i = 1; i <= n; i++) {
        k = split(line[i], w)
        for (j = 2; j <= k; j++) floor[w[j]] = w[1] + 0
    }
    rules(ENVIRON["ONLY"], only, narrow)
    rules(ENVIRON["ALSO"], also, unused)
    words(ENVIRON["HOT"], hot); words(ENVIRON["HEAVY"], heavy)
    words(ENVIRON["BOOST"], boost); words(ENVIRON["MACROS"], macros)
}

FNR == 1 {
    file = substr(FILENAME, 6)   # without weir/
    folder = folder_of(file)
    known[file] = 1
    order[++files] = file
    if (!(folder in floor)) fault("the folder " folder " has no floor, give it one in the table of tests/floors/check.sh")
}

/^[ \t]*#[ \t]*include[ \t]*"/ { fault("a quoted include, write #include <weir/...>") }

/^[ \t]*#[ \t]*include[ \t]*</ {
    target = $0
    sub(/^[^<]*</, "", target); sub(/>.*/, "", target)
    if (target ~ /^weir\//) {
        target = substr(target, 6)
        to = folder_of(target)
        includes[file, ++count[file]] = target
        at[file, target] = FILENAME ":" FNR
        if (is_hot(file) && !is_hot(target))
            fault("hot " file " includes " target ", which is not hot: move what it needs to a hot folder")
        else if (to == folder || (folder, to) in also) ;
        else if (!(to in floor))
            fault("includes " target " of the folder " to ", which has no floor: give it one in tests/floors/check.sh")
        else if (folder in narrow && !((folder, to) in only))
            fault(folder " includes " target ", and may include only itself and what its line in tests/floors/check.sh names: move what it needs there")
        else if (floor[to] >= floor[folder])
            fault(folder " (floor " floor[folder] ") includes " target " (floor " floor[to] "): include from below, or move what it needs down")
    }
    else if (target ~ /^boost\// && !(file in boost))
        fault("includes <" target ">, use " ENVIRON["BOOST"] " instead")
    else if (is_hot(file) && target in heavy)
        fault("hot " file " includes <" target ">, use a lighter header or move the code to a cold folder")
}

/^[ \t]*#[ \t]*define/ {
    name = $0
    sub(/^[ \t]*#[ \t]*define[ \t]*/, "", name); sub(/[^A-Za-z0-9_].*/, "", name)
    if (!(file in macros)) fault("defines the macro " name ", use a constexpr or move it to one of " ENVIRON["MACROS"])
    if (name !~ /^WEIR_/) fault("the macro " name " does not begin with WEIR_, rename it")
}

file != "base/config.hpp" && !/^[ \t]*#[ \t]*include/ {
    code = $0
    sub(/\/\/.*/, "", code)
    gsub(/"[^"]*"/, "", code)
    if (code ~ /(^|[^A-Za-z0-9_])(throw|try|catch)([^A-Za-z0-9_]|$)/)
        fault("throws or catches, use WEIR_THROW, WEIR_TRY and their kin of base/config.hpp, to compile without exceptions")
}

# Depth first; a file that is still open when it is met again closes a circle.
function visit(file, path,    i, target) {
    state[file] = "open"
    for (i = 1; i <= count[file]; i++) {
        target = includes[file, i]
        if (!(target in state)) {
            if (target in known) visit(target, path " " target)
        } else if (state[target] == "open") {
            print at[file, target] ": a circle:" substr(path, index(path " ", " " target " ")) " " target ", take what both need to a third file"
            faults++
        }
    }
    state[file] = "closed"
}

END {
    for (i = 1; i <= files; i++) if (!(order[i] in state)) visit(order[i], " " order[i])
    if (faults) { print faults " fault(s)"; exit 1 }
}
' "${files[@]}"
echo "${#files[@]} headers keep to their floors"
