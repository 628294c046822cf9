#pragma once

#include <cstdint>

// What stages do: multiplications each of which waits for the one before, and for the stage before. The names say
// about how long that takes on a processor of the 2020s; the tables say how long it took. Defined in a translation unit
// of their own, so that each call is a call, and no compiler knows what it leaves alone.
namespace bench {

std::uint64_t one_ns(std::uint64_t x);
std::uint64_t five_ns(std::uint64_t x);
std::uint64_t hundred_ns(std::uint64_t x);

}  // namespace bench
