// A stage's name is a number.
// expect: weir: a stage's name cannot be read as text
// expect: Parse
// levels: none 0
#include <weir/weir.hpp>

#ifdef TWIN
struct Parse {
    static constexpr auto name = "5";
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#else
struct Parse {
    static constexpr auto name = 5;
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#endif
