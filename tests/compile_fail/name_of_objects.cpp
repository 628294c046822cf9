// Each object of the stage type has a name of its own.
// expect: weir: a stage's name cannot be read as text at compile time
// expect: Parse
// levels: none 0
#include <weir/weir.hpp>

#ifdef TWIN
struct Parse {
    static constexpr const char* name = "parse";
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#else
struct Parse {
    const char* name = "parse";
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#endif
