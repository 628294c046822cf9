# To be sourced by the tests that run the compiler themselves. Their arguments are ARGUMENTS... -- COMPILER FLAGS...
# shellcheck shell=bash
export LC_ALL=C # the compilers quote in ASCII

# split "$@": what stands before `--` goes to the array arguments, what follows to the array compiler
split() {
    arguments=() compiler=()
    while [ $# -gt 0 ] && [ "$1" != -- ]; do arguments+=("$1"); shift; done
    [ $# -gt 1 ] || { echo "expected ARGUMENTS... -- COMPILER FLAGS..., found no compiler after --" >&2; exit 2; }
    shift
    compiler=("$@")
}

# compile LEVEL ARGUMENTS...: parses and instantiates, writes nothing; LEVEL is none (no flag), 0, 1 or 2
compile() {
    local level=$1 flag=()
    shift
    case $level in
        none) ;;
        0 | 1 | 2) flag=("-DWEIR_LEVEL=$level") ;;
        *) echo "level '$level': expected none, 0, 1 or 2" >&2; exit 2 ;;
    esac
    "${compiler[@]}" ${flag[@]+"${flag[@]}"} -fsyntax-only "$@"
}
