#!/usr/bin/env bash
# self_test.sh -- COMPILER FLAGS...: check.sh finds what it is there to find.
set -euo pipefail
shift
check=$(cd "$(dirname "$0")" && pwd)/check.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
good='<!-- from examples/hello.cpp -->
```cpp
int main() {
    Words words;
```'
# finds WORDS TEXT: a page with TEXT is refused, and the message holds WORDS
finds() {
    printf '%s\n\n%s\n' "$good" "$2" >"$folder/page.md"
    if bash "$check" "$folder/page.md" -- "${compile[@]}" >"$folder/said" 2>&1 || ! grep -q -- "$1" "$folder/said"; then
        cat "$folder/said"
        echo "expected a fault: $1"
        exit 1
    fi
}
compile=("$@")
printf '%s\n\n<!-- compiles -->\n```cpp\nint f();\n```\n' "$good" >"$folder/page.md"
bash "$check" "$folder/page.md" -- "${compile[@]}" >/dev/null
finds 'neither quoted nor compiled' '```cpp
int main() {}
```'
finds 'does not stand there' '<!-- from examples/hello.cpp -->
```cpp
int other() {
```'
finds 'page.md:9:' '<!-- compiles -->
```cpp
int f() { return nothing; }
```'
finds 'which is not there' '[a page](other.md)'
echo "all faults were found"
