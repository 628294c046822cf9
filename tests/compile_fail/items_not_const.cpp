// items() changes the stage.
// expect: weir: a stage's items\(\) cannot be called with its input.*const or static
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
    int count = 0;
#ifdef TWIN
    int items(int) const { return 1; }
#else
    int items(int) { return ++count; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
