// A stage's max_allocations is a member of each object.
// expect: weir: a stage's max_allocations is .*not known at compile time
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    static constexpr std::uint64_t max_allocations = 2;
#else
    std::uint64_t max_allocations = 2;
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
