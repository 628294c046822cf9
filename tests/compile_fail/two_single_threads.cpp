// SingleThread stands twice.
// expect: weir: weir::SingleThread stands twice; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::SingleThread> p;
#else
weir::Pipeline<weir::SingleThread, weir::Stage<"parse", parse>, weir::SingleThread> p;
#endif
