#include "stages.hpp"

namespace bench {

namespace {

constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;

/// The shift between two multiplications keeps compilers from making one of them.
template <int Count>
std::uint64_t multiplied(std::uint64_t x) {
    for (int i = 0; i < Count; ++i) x = (x ^ (x >> 32)) * odd;
    return x;
}

}  // namespace

std::uint64_t one_ns(std::uint64_t x) { return x * odd; }
std::uint64_t five_ns(std::uint64_t x) { return multiplied<3>(x); }
std::uint64_t hundred_ns(std::uint64_t x) { return multiplied<66>(x); }

}  // namespace bench
