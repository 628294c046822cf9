// A stage type twice in one pipeline.
// expect: weir: a stage type stands twice in one pipeline.*derive a type of its own
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
using Parse = weir::Stage<"parse", parse>;
#ifdef TWIN
struct Again : Parse {
    static constexpr auto name = "parse again";
};
weir::Pipeline<Parse, Again> p;
#else
weir::Pipeline<Parse, Parse> p;
#endif
