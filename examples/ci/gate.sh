#!/usr/bin/env bash
# gate.sh BASE PROGRAM [ARGUMENTS...]: whether PROGRAM, a target of this project, became slower since the commit BASE. Ends
# with 1 where it did, with 0 where it did not or where that can't be told, and writes comparison.md.
set -euo pipefail
base=$1 program=$2
shift 2
pairs=${PAIRS:-20} # recordings on each side
work=$(mktemp -d)
trap 'git worktree remove --force "$work/source"; rm -rf "$work"' EXIT

git worktree add --quiet --detach "$work/source" "$base"
git -C "$work/source" submodule --quiet update --init
# build SOURCE BUILD: one after the other with the same compiler, options and machine
build() {
    cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null
    cmake --build "$2" --target "$program" >/dev/null
}
build "$work/source" "$work/build-before"
build . "$work/build-after"

# in turn, so that what the machine does from minute to minute comes upon both sides alike
mkdir "$work/before" "$work/after"
for i in $(seq "$pairs"); do
    sides='before after'
    [ $((i % 2)) = 0 ] || sides='after before'
    for side in $sides; do
        WEIR_RECORD=$work/$side/$i.weir "$work/build-$side/$program" "$@" >/dev/null
    done
done

status=0
weir compare --by p50 --markdown "$work/before/" "$work/after/" >comparison.md || status=$?
cat comparison.md
[ $status != 3 ] || status=0 # too noisy to tell: not this change's fault; comparison.md says how many pairs would do
exit $status
