// A stage's max_allocations is no whole number.
// expect: weir: a stage's max_allocations is not a whole number.*write: static constexpr std::uint64_t max_allocations = 2;
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    static constexpr std::uint64_t max_allocations = 2;
#else
    static constexpr double max_allocations = 2;
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
