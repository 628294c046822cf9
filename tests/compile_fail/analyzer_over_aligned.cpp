// An Analyzer aligned to more than a cache line.
// expect: weir: a stage's Analyzer is aligned to more than a cache line
// expect: 'd', 'e', 'c', 'o', 'd', 'e'
// levels: none
#include <weir/weir.hpp>

int decode(int x) { return x; }
struct Decode : weir::Stage<"decode", decode> {};
template <>
struct weir::Analyzer<Decode> {
#ifdef TWIN
    alignas(64) int sum = 0;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#else
    alignas(128) int sum = 0;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#endif
};
weir::Pipeline<Decode> p;
int n = p(5);
