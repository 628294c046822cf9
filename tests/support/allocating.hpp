#pragma once

#include <cstddef>
#include <new>

namespace weir_test {

/// So many calls of operator new, of so many bytes each, that no compiler leaves away.
inline void allocate(std::size_t times, std::size_t bytes = 16) {
    for (std::size_t i = 0; i < times; ++i) {
        void* memory = ::operator new(bytes);
        asm volatile("" : "+r"(memory) : : "memory");
        ::operator delete(memory);
    }
}

}  // namespace weir_test
