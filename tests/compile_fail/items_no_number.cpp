// items() returns no number.
// expect: weir: a stage's items\(\) cannot be called with its input.*returning a number
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    static int items(int) { return 1; }
#else
    static const char* items(int) { return "one"; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
