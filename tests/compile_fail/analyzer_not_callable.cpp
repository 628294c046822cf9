// An Analyzer that takes something else than the stage.
// expect: weir: a stage's Analyzer cannot be called.*write: void operator\(\)
// expect: 'd', 'e', 'c', 'o', 'd', 'e'
// expect: int
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
    void operator()(weir::Nanoseconds, const char*) noexcept { ++sum; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#endif
};
weir::Pipeline<Decode> p;
int n = p(5);
