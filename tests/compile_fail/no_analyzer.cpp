// The Analyzer of a stage without one.
// expect: weir: the stage has no Analyzer; specialise weir::Analyzer
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
using Parse = weir::Stage<"parse", parse>;
#ifdef TWIN
template <>
struct weir::Analyzer<Parse> {
    void operator()(weir::Nanoseconds) noexcept {}
    void merge(const Analyzer&) noexcept {}
};
#endif
weir::Pipeline<Parse> p;
auto n = p.analyzer<Parse>();
