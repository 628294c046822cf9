#!/usr/bin/env bash
# check.sh [FILES.md] [-- COMPILER FLAGS...]: what the docs quote stands in the file they quote it from. A fenced block is a
# quotation where the line before it is <!-- from PATH -->, PATH from the repository's root: its lines stand there, in a row,
# apart from leading white space and from lines `...`, which stand for any lines. A block of C++ that is no quotation is a
# file that compiles, where "weir.hpp" is the single header, and the line before it is <!-- compiles -->. A relative link leads
# to a file that is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
docs=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do docs+=("$1"); shift; done
[ $# = 0 ] || shift
[ ${#docs[@]} -gt 0 ] || docs=(README.md CHANGELOG.md docs/*.md docs/questions/*.md)
fragments=$(mktemp -d)
trap 'rm -rf "$fragments"' EXIT

awk -v fragments="$fragments" '
function trimmed(line) { sub(/^[ \t]+/, "", line); sub(/[ \t]+$/, "", line); return line }
function fault(line, what) { print FILENAME ":" line ": " what; faults++ }
# stands_at(I): whether the quoted lines from the I-th piece on stand in a row from line `at`
function row_stands(first, last, at,    i) {
    for (i = first; i <= last; i++) if (quoted[i] != source[at + i - first]) return 0
    return 1
}
function check(    line, lines, first, last, at, found) {
    lines = 0
    while ((getline line < path) > 0) source[++lines] = trimmed(line)
    close(path)
    if (!lines) { fault(start, "quotes " path ", which is not there or empty: correct the path"); return }
    at = 1
    for (first = 1; first <= count; first = last + 2) {
        last = first
        while (last <= count && quoted[last] != "...") last++
        last--
        for (found = 0; at + last - first <= lines && !found; at++) found = row_stands(first, last, at)
        if (!found) { fault(start, "the quotation from " path " does not stand there: quote it anew"); break }
        at += last - first
    }
    quotations++
}
FNR == 1 { fenced = 0; path = ""; fragment = "" }
fenced && /^```/ {
    fenced = 0
    if (path != "") check()
    if (fragment != "") close(fragment)
    path = fragment = ""
    next
}
fenced {
    if (path != "") quoted[++count] = trimmed($0)
    if (fragment != "") print > fragment
    next
}
/^```/ {
    fenced = 1
    start = FNR
    count = 0
    if (/^```(cpp|c\+\+)/ && path == "" && fragment == "")
        fault(FNR, "C++ that is neither quoted nor compiled: write <!-- from PATH --> or <!-- compiles --> above it")
    if (fragment != "") print "#line " (FNR + 1) " \"" FILENAME "\"" > fragment
    next
}
/^<!-- from .* -->$/ { path = $3; next }
/^<!-- compiles -->$/ { fragment = fragments "/" ++pieces ".cpp"; next }
{
    path = fragment = ""
    rest = $0
    while (match(rest, /\]\([^)]*\)/)) {
        link = substr(rest, RSTART + 2, RLENGTH - 3)
        rest = substr(rest, RSTART + RLENGTH)
        sub(/#.*/, "", link)
        if (link == "" || link ~ /^[a-z]+:/) continue
        folder = FILENAME
        if (!sub(/\/[^\/]*$/, "", folder)) folder = "."
        if (system("test -e \"" folder "/" link "\"") != 0) fault(FNR, "links to " link ", which is not there")
    }
}
END {
    if (faults) { print faults " fault(s)"; exit 1 }
    if (!quotations) { print "expected quotations, found none"; exit 1 }
    print quotations " quotations stand where they are quoted from"
}
' "${docs[@]}"
[ $# -gt 0 ] || exit 0
for fragment in "$fragments"/*.cpp; do
    [ -e "$fragment" ] || exit 0
    [ -e "$fragments/weir.hpp" ] || bash packaging/single_header.sh include "$fragments/weir.hpp"
    "$@" "-I$fragments" -fsyntax-only "$fragment"
done
