#!/usr/bin/env bash
# readme.sh [README.md]: the first pipeline of the README, made as it says: its blocks become the project's files, its commands are
# run where they lie, beside weir. What it prints has the stages of the report that the README shows.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
readme=${1:-$root/README.md}
command -v ninja >/dev/null || { echo "skipped docs/readme: no ninja here (Debian: ninja-build)"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# block MARK: the last fenced block after the line <!-- MARK -->
block() {
    awk -v mark="<!-- $1 -->" '
    $0 == mark { marked = 1; next }
    /^```/ && marked && !inside { inside = 1; text = ""; next }
    /^```$/ && inside { inside = marked = 0; next }
    inside { text = text $0 "\n" }
    END { if (text == "") { print "expected a block after " mark ", found none" > "/dev/stderr"; exit 1 } printf "%s", text }
    ' "$readme"
}
block "from examples/words/CMakeLists.txt" >"$folder/CMakeLists.txt"
block "from examples/words/main.cpp" >"$folder/main.cpp"
block "run beside weir" >"$folder/run.sh"
ln -s "$root" "$folder/weir"
cd "$folder"
bash -euo pipefail run.sh >out.txt 2>&1 || { cat out.txt; echo "expected the README's commands to succeed"; exit 1; }
for stage in load split count total; do
    grep -qE "^$stage +[0-9]+ " out.txt || { cat out.txt; echo "expected the stage $stage in the report, found none"; exit 1; }
done
echo "the README's first pipeline is built and reports"
