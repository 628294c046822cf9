// A stage's max_allocations is negative.
// expect: weir: a stage's max_allocations is less than zero.*0 for never
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    static constexpr int max_allocations = 0;
#else
    static constexpr int max_allocations = -1;
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
