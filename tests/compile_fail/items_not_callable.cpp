// items() takes something else than the stage.
// expect: weir: a stage's items\(\) cannot be called with its input; write items\(in\)
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    static int items(int) { return 1; }
#else
    static int items(const char*) { return 1; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
