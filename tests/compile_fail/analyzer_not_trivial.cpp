// An Analyzer that keeps a string.
// expect: weir: a stage's Analyzer is not trivially copyable.*no strings or vectors
// expect: 'd', 'e', 'c', 'o', 'd', 'e'
// levels: none
#include <weir/weir.hpp>

#include <string>

int decode(int x) { return x; }
struct Decode : weir::Stage<"decode", decode> {};
template <>
struct weir::Analyzer<Decode> {
#ifdef TWIN
    int sum = 0;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum += in; }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#else
    std::string sum;
    void operator()(weir::Nanoseconds, const int& in, const int&) noexcept { sum = std::to_string(in); }
    void merge(const Analyzer& other) noexcept { sum += other.sum; }
#endif
};
weir::Pipeline<Decode> p;
int n = p(5);
