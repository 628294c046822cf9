// A pipeline of marks is called.
// expect: weir: a pipeline of marks is not called but started and marked.*pipeline.start
// expect: 'f', 'r', 'a', 'm', 'e'
// levels: none 0
#include <weir/weir.hpp>

using Physics = weir::Mark<"physics">;
using Render = weir::Mark<"render">;
weir::Pipeline<Physics, Render, weir::Name<"frame">> frame;
#ifdef TWIN
auto run = frame.start();
#else
int n = frame(5);
#endif
