// The duration of a stage that is not in the pipeline.
// expect: weir: the pipeline has no such stage.*name one of its list
// expect: 'o', 't', 'h', 'e', 'r'
// levels: none
#include <weir/weir.hpp>

int parse(int x) { return x; }
using Parse = weir::Stage<"parse", parse>;
using Other = weir::Stage<"other", parse>;
weir::Pipeline<Parse, weir::Trace<8>> p;
auto longest() {
    weir::Nanoseconds most;
    for (const auto& run : p.trace())
#ifdef TWIN
        if (most < run.duration<Parse>()) most = run.total();
#else
        if (most < run.duration<Other>()) most = run.total();
#endif
    return most;
}
