#!/usr/bin/env bash
# allocations.sh -- COMPILER FLAGS...: <weir/with/allocations.hpp> in one file of a program counts what another file
# allocates; in two files the linker refuses it and names operator new; at level off it replaces nothing; and it compiles
# where exceptions are switched off.
set -euo pipefail
. "$(dirname "$0")/../support/compile.sh"
split "$@"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fault() { echo "FAILED $1"; failed=1; }

cat >"$work/header.cpp" <<'END'
#include <weir/with/allocations.hpp>
END
cat >"$work/main.cpp" <<'END'
#include <weir/base/allocations.hpp>
#include <new>
int main(int count, char**) {
    void* memory = ::operator new[](static_cast<unsigned long>(count) * 40);
    asm volatile("" : "+r"(memory) : : "memory");
    ::operator delete[](memory);
    const auto& counted = weir::detail::thread_allocations;
    const bool all = counted.allocations != 0 && counted.bytes >= 40 && weir::detail::allocations_are_counted;
    const bool none = counted.allocations == 0 && counted.bytes == 0 && !weir::detail::allocations_are_counted;
    return all ? 0 : none ? 1 : 2;
}
END
ends() { # PROGRAM STATUS
    local status=0
    "$work/$1" || status=$?
    [ $status = "$2" ] || fault "$1: expected exit $2, found $status"
}
for optimisation in O0 O2; do
    build() { "${compiler[@]}" "-$optimisation" "$@"; }
    build -c "$work/header.cpp" -o "$work/one.o"
    build -c "$work/header.cpp" -o "$work/two.o"
    build -DWEIR_LEVEL=0 -c "$work/header.cpp" -o "$work/off.o"
    build -fno-exceptions -c "$work/header.cpp" -o "$work/no_exceptions.o"
    build -c "$work/main.cpp" -o "$work/main.o"
    build "$work/main.o" "$work/one.o" -o "$work/counted"
    ends counted 0
    build "$work/main.o" "$work/no_exceptions.o" -o "$work/counted_without_exceptions"
    ends counted_without_exceptions 0
    build "$work/main.o" "$work/off.o" -o "$work/off"
    ends off 1
    if build "$work/main.o" "$work/one.o" "$work/two.o" -o "$work/twice" 2>"$work/log"; then
        fault "twice, -$optimisation: links, expected the linker to refuse it"
    elif ! grep -q 'multiple definition of .*operator new' "$work/log"; then
        fault "twice, -$optimisation: expected 'multiple definition of operator new', found: $(head -n 3 "$work/log")"
    fi
done
exit $failed
