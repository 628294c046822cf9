#include "stages.hpp"

namespace bench {

namespace {

template <int Count>
std::uint64_t multiplied(std::uint64_t x) {
    for (int i = 0; i < Count; ++i) x = x * 0x9e3779b97f4a7c15 + 1;
    return x;
}

}  // namespace

std::uint64_t one_ns(std::uint64_t x) { return multiplied<1>(x); }
std::uint64_t five_ns(std::uint64_t x) { return multiplied<4>(x); }
std::uint64_t hundred_ns(std::uint64_t x) { return multiplied<80>(x); }

}  // namespace bench
