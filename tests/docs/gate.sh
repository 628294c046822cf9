#!/usr/bin/env bash
# gate.sh WEIR: examples/ci/gate.sh on a repository of two changes to the first program, one that makes it slower and one that
# does not. PAIRS recordings on each side, and KEEP=FOLDER keeps the repository there.
set -euo pipefail
weir=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
for tool in git ninja; do
    command -v $tool >/dev/null || { echo "skipped docs/gate: no $tool here (Debian: git, ninja-build)"; exit 77; }
done
folder=${KEEP:-$(mktemp -d)}
[ -n "${KEEP:-}" ] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/bin" "$folder/words"
ln -s "$weir" "$folder/bin/weir"
export PATH=$folder/bin:$PATH PAIRS=${PAIRS:-8}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
cd "$folder/words"
git init -q -b main
git config user.name test
git config user.email test@example.org
commit() { git add -A && git commit -q -m "$1"; }

cp "$root/examples/words/main.cpp" "$root/examples/words/CMakeLists.txt" .
ln -s "$root" weir # a submodule elsewhere
commit "Count words"
git checkout -q -b slower
sed -i 's/++counts\[word\];/counts[word] = counts[word] + 1;/' main.cpp
commit "Count words, and look each up twice"
git checkout -q -b same main
sed -i 's/Counts the words/Counts all words/' main.cpp
commit "Say it better"

# gated BRANCH: how the gate ends there
gated() {
    git checkout -q "$1"
    "$root/examples/ci/gate.sh" main words weir/docs/*.md weir/include/weir/*/*.hpp >"$folder/$1.txt" 2>&1
}
status=0
gated slower || status=$?
if [ $status != 1 ] || ! grep -q '^### .*: worse$' "$folder/slower.txt" || ! grep -q '^count +' "$folder/slower.txt"; then
    cat "$folder/slower.txt"
    echo "expected the gate to end with 1 and to name count, found that it ended with $status"
    exit 1
fi
gated same || {
    cat "$folder/same.txt"
    echo "expected the gate to let the same program pass"
    exit 1
}
git worktree list | grep -q detached && { echo "expected the gate to remove its worktree"; exit 1; }
echo "the gate refuses what is slower, and lets pass what is not"
