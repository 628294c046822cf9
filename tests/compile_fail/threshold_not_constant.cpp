// A stage's threshold is a member of its objects.
// expect: weir: a stage's threshold is not a duration, or not known at compile time
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
#ifdef TWIN
struct Parse {
    static constexpr weir::Nanoseconds threshold = 5_ms;
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#else
struct Parse {
    weir::Nanoseconds threshold = 5_ms;
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#endif
