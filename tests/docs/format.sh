#!/usr/bin/env bash
# format.sh PROGRAM [FILE.md]: the tables of docs/format.md say what PROGRAM, format_tables, knows of the layout. A table is
# that of STRUCT where the line before it is <!-- STRUCT -->; its first columns are then OFFSET, SIZE and MEMBER (of
# `constants`: VALUE and NAME), and after the last member comes a row with the size of all and `end`.
set -euo pipefail
program=${1:?"expected the program format_tables, found none"}
docs=${2:-$(dirname "$0")/../../docs/format.md}

tables() {
    awk -F'|' '
    /^<!-- [A-Za-z]+ -->$/ { name = $0; gsub(/^<!-- | -->$/, "", name); next }
    name == "" { next }
    !/^\|/ { name = ""; next }
    /^\| *[0-9]/ {
        columns = name == "constants" ? 2 : 3
        line = name
        for (i = 2; i < 2 + columns; i++) { cell = $i; gsub(/^ +| +$|`/, "", cell); line = line " | " cell }
        print line
    }' "$1"
}
found=$(tables "$docs" | LC_ALL=C sort)
expected=$("$program" | LC_ALL=C sort)
[ -n "$found" ] || { echo "expected tables in $docs, found none"; exit 1; }
differences=$(diff <(echo "$expected") <(echo "$found")) && status=0 || status=$?
sed -nE 's/^< (.*)/the layout has, and the docs do not: \1/p; s/^> (.*)/the docs have, and the layout does not: \1/p' \
    <<<"$differences"
[ $status = 0 ] || exit 1
echo "$(echo "$expected" | wc -l) rows of $(basename "$docs") are those of the layout"
