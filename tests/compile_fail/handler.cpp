// A handler of violations that does not take one.
// expect: weir: a violation handler cannot be called with a violation; write
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
weir::Pipeline<weir::Stage<"parse", parse>> p;
void listen() {
#ifdef TWIN
    p.on_violation([](const weir::Violation&) {});
#else
    p.on_violation([](int) {});
#endif
}
