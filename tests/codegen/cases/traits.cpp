// Stages with a threshold, items and a capture, which nobody asks.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Words;
const Words& one(const char*);
const Words& two(const Words&);

#ifdef BY_HAND
const Words& run(const char* x) {
    auto&& a = one(static_cast<const char*&&>(x));
    return two(a);
}
#else
struct One : weir::Stage<"one", one, weir::milliseconds(5)> {
    static std::size_t items(const char*) { return 1; }
};
struct Two : weir::Stage<"two", two> {
    static std::size_t items(const Words&, const Words&) { return 1; }
};
using P =
    weir::Pipeline<One, Two, weir::Name<"words">, weir::Threshold<weir::seconds(1)>, weir::SampleEvery<16> OFF_POLICY>;
const Words& run(const char* x) { return P{}(static_cast<const char*&&>(x)); }
#endif
