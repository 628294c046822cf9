// A stage's threshold is negative, of <chrono>.
// expect: weir: a stage's threshold is zero or less.*give it a positive duration
// expect: Parse
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <chrono>

#ifdef TWIN
struct Parse {
    static constexpr auto threshold = std::chrono::milliseconds(5);
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#else
struct Parse {
    static constexpr auto threshold = std::chrono::milliseconds(-5);
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#endif
