// Strings and vectors by value, moved on; opaque.
// alike: g++ clang++
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <string>
#include <vector>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

using Words = std::vector<std::string>;
Words one(std::string);
Words two(Words);
std::string three(Words);
std::string four(const std::string&);
std::size_t five(std::string);

#ifdef BY_HAND
std::size_t run(std::string x) {
    auto&& a = one(static_cast<std::string&&>(x));
    auto&& b = two(static_cast<Words&&>(a));
    auto&& c = three(static_cast<Words&&>(b));
    auto&& d = four(static_cast<std::string&&>(c));
    return five(static_cast<std::string&&>(d));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                         weir::Stage<"four", four>, weir::Stage<"five", five> OFF_POLICY>;
std::size_t run(std::string x) { return P{}(static_cast<std::string&&>(x)); }
#endif
