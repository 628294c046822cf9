// An Analyzer without merge.
// expect: weir: a stage's Analyzer has no merge; write: void merge
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
    int sum = 0;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
#endif
};
weir::Pipeline<Decode> p;
int n = p(5);
