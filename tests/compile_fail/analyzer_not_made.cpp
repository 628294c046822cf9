// An Analyzer that needs an argument.
// expect: weir: a stage's Analyzer cannot be made without arguments
// expect: 'd', 'e', 'c', 'o', 'd', 'e'
// levels: none
#include <weir/weir.hpp>

int decode(int x) { return x; }
struct Decode : weir::Stage<"decode", decode> {};
template <>
struct weir::Analyzer<Decode> {
#ifdef TWIN
    int sum = 0;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#else
    int sum;
    explicit Analyzer(int start) : sum{start} {}
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#endif
};
weir::Pipeline<Decode> p;
int n = p(5);
