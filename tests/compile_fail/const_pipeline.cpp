// A const pipeline, a stage that changes itself.
// expect: weir: the pipeline is const, and a stage of it has a call operator that is not.*make that operator\(\) const
// expect: 'S', 'u', 'm'
// levels: none 0
#include <weir/weir.hpp>

struct Sum {
    int sum = 0;
    int operator()(int x) { return sum += x; }
};
#ifdef TWIN
weir::Pipeline<Sum> p;
#else
const weir::Pipeline<Sum> p;
#endif
int n = p(5);
