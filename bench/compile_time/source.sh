#!/usr/bin/env bash
# source.sh KIND STAGES: a file in which so many opaque functions int(int) are called, each with the result of the one
# before: by hand, or by a weir::Pipeline (off, timing; for trace each stage also has a threshold). Or, for a measure of
# what a list of so many types takes, tuple: a std::tuple of as many.
set -euo pipefail
kind=$1 stages=$2

# list TEXT: TEXT for each stage, the stage's number for each @
list() {
    local i text=
    for ((i = 0; i < stages; i++)); do text+=", ${1//@/$i}"; done
    echo "${text:2}"
}

case $kind in
    hand)
        echo "int $(list 'f@(int)');"
        value=v
        echo 'int run(int v) {'
        for ((i = 0; i < stages; i++)); do
            echo "    const int v$i = f$i($value);"
            value=v$i
        done
        echo "    return $value;"
        echo '}'
        ;;
    tuple)
        echo '#include <tuple>'
        for ((i = 0; i < stages; i++)); do echo "struct t$i { int value = $i; };"; done
        echo "int run() { const std::tuple<$(list 't@')> all; return std::get<$((stages - 1))>(all).value; }"
        ;;
    off | timing | trace)
        limit=
        [ "$kind" != trace ] || limit=', 5_ms'
        echo '#include <weir/weir.hpp>'
        echo 'using namespace weir::literals;'
        echo "int $(list 'f@(int)');"
        echo "using P = weir::Pipeline<$(list "weir::Stage<\"s@\", f@$limit>")>;"
        echo 'int run(int v) { static const P p; return p(v); }'
        ;;
    *)
        echo "expected hand, tuple, off, timing or trace, found '$kind'" >&2
        exit 2
        ;;
esac
