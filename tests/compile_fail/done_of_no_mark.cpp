// The end of a mark that is not in the list.
// expect: weir: done<Mark>\(\) names a mark that is not in the pipeline's list
// expect: 'r', 'e', 'n', 'd', 'e', 'r'
// levels: none 0
#include <weir/weir.hpp>

using Physics = weir::Mark<"physics">;
using Render = weir::Mark<"render">;
weir::Pipeline<Physics> frame;
void tick() {
    auto run = frame.start();
#ifdef TWIN
    run.done<Physics>();
#else
    run.done<Render>(5);
#endif
}
