# To be sourced by the tests that build the examples themselves; root is the repository.
# shellcheck shell=bash disable=SC2154

# standard_examples: those of one file that need nothing but weir, Boost.Hana and the standard library, a path a line
standard_examples() { grep -LE '#include <(benchmark|catch2)/|weir/with/(google_benchmark|catch2)' "$root"/examples/*.cpp; }

# run_example NAME LEVEL COMMAND...: with the arguments that examples/CMakeLists.txt gives it. With no level set (none) its output is what
# is expected; the others change what is printed
run_example() {
    local name=$1 level=$2 arguments expected=$root/examples/$1.expected
    shift 2
    read -ra arguments < <(sed -nE "s/^set\(${name}_arguments ([^)]*)\).*/\1/p" "$root/examples/CMakeLists.txt"; echo)
    set -- "$@" ${arguments[@]+"${arguments[@]}"}
    [ "$level" != none ] || [ ! -f "$expected" ] || set -- bash "$root/examples/compare.sh" "$expected" "$@"
    "$@"
}
