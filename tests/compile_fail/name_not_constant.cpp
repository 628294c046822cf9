// A stage's name is made at run time.
// expect: weir: a stage's name cannot be read as text at compile time
// expect: Parse
// levels: none 0
#include <weir/weir.hpp>

#include <string>
#include <string_view>

#ifdef TWIN
struct Parse {
    static constexpr std::string_view name = "parse";
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#else
struct Parse {
    static inline const std::string name = "parse";
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
#endif
