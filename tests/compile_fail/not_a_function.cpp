// A stage without a call operator.
// expect: weir: the first stage cannot be called with the pipeline's arguments
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

struct Parse {
#ifdef TWIN
    int operator()(int x) const { return x; }
#endif
};
weir::Pipeline<Parse> p;
int n = p(5);
