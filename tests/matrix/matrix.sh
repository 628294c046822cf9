#!/usr/bin/env bash
# matrix.sh [WORDS...]: the rows of rows.txt that hold each of WORDS, one by one: see row.sh. What a row came to is kept in
# build/matrix, and docs/compilers.md is written from what is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
results=$root/build/matrix
mkdir -p "$results"
failed=0

trimmed() { sed -E 's/^[ \t]+//; s/[ \t]+$//' <<<"$1"; }
# read_row LINE: compiler standard flags runner packages, and the name of its files
read_row() {
    local part=()
    IFS=';' read -ra part <<<"$1;;;;"
    compiler=$(trimmed "${part[0]}") standard=$(trimmed "${part[1]}") flags=$(trimmed "${part[2]}") runner=$(trimmed "${part[3]}")
    packages=$(trimmed "${part[4]}")
    name=$(tr -cs 'a-zA-Z0-9.+\n' _ <<<"$compiler $standard $flags")
    name=${name%_}
}

# what of a row is not installed: the compiler, its library, what runs the programs
missing() {
    local words=() word
    command -v "$compiler" >/dev/null || { echo "$compiler"; return; }
    read -ra words <<<"$flags"
    echo 'int main() {}' | "$compiler" "-std=$standard" ${words[@]+"${words[@]}"} -x c++ -include string - -o /dev/null >/dev/null 2>&1 ||
        { echo "what $flags needs"; return; }
    read -r word _ <<<"$runner "
    [ -z "$word" ] || command -v "$word" >/dev/null || echo "$word"
}
library() {
    local words=()
    read -ra words <<<"$flags"
    echo '#include <string>
    _LIBCPP_VERSION _GLIBCXX_RELEASE' | "$compiler" "-std=$standard" ${words[@]+"${words[@]}"} -x c++ -E -P - 2>/dev/null |
        awk '/^ *(_LIBCPP_VERSION|[0-9]+) (_GLIBCXX_RELEASE|[0-9]+)$/ {
            if ($1 == "_LIBCPP_VERSION") print "libstdc++ " $2
            else print "libc++ " int($1 / 10000)
        }'
}

run_row() {
    local lacks last status=0 start=$SECONDS
    lacks=$(missing)
    if [ -n "$lacks" ]; then
        echo "-- not installed, not tested: $lacks (Debian: $packages)"
        printf '%s\n' "missing $lacks" >"$results/$name.txt"
        return
    fi
    bash "$here/row.sh" "$compiler" "$standard" "$flags" "$runner" >"$results/$name.log" 2>&1 </dev/null || status=$?
    last=$(tail -n 1 "$results/$name.log")
    echo "$compiler -std=$standard${flags:+ $flags}: $last ($((SECONDS - start)) s)"
    [ $status = 0 ] || { failed=1; grep -v '^built ' "$results/$name.log" || true; }
    case $last in   # a row that was interrupted has come to nothing
        built*) printf '%s\n' "$("$compiler" -dumpfullversion 2>/dev/null || "$compiler" -dumpversion)" "$(library)" "$last" >"$results/$name.txt" ;;
    esac
}

# the line of the table: COMPILER LIBRARY BUILT PASSED MISSING, the rest as it was asked for
line() {
    printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$1" "$2" "$standard" "${flags:+\`$flags\`}${runner:+ run by ${runner%% *}}" "$3" "$4" "$5"
}
line_of_row() {
    local lines=() built passed left_out
    [ ! -f "$results/$name.txt" ] || mapfile -t lines <"$results/$name.txt"
    case ${lines[0]-} in
        '') line "$compiler" '' 'not run' '' '' ;;
        missing*) line "$compiler" '' '' '' "${lines[0]}: \`apt-get install $packages\`" ;;
        *)
            IFS=, read -r built passed left_out <<<"${lines[2]}"
            left_out=${left_out# left out:}
            line "$compiler ${lines[0]}" "${lines[1]}" "${built#built }" "${passed# passed }" "${left_out:+left out:$left_out}"
            ;;
    esac
}

write_page() {
    sed '/^<!-- from here on/q' "$root/docs/compilers.md" 2>/dev/null || true
    echo "On $(uname -m), $(date -u +%F)."
    echo
    echo '| compiler | library | standard | flags | built | passed | what is missing |'
    echo '| --- | --- | --- | --- | ---: | ---: | --- |'
    while read -r row; do
        read_row "$row"
        line_of_row
    done < <(rows)
}

rows() { grep -vE '^(#|$)' "$here/rows.txt"; }
mapfile -t all < <(rows)
for row in "${all[@]}"; do
    read_row "$row"
    for word in "$@"; do [[ "$compiler $standard $flags" == *"$word"* ]] || continue 2; done
    run_row
done
write_page >"$results/compilers.md"
cp "$results/compilers.md" "$root/docs/compilers.md"
exit $failed
