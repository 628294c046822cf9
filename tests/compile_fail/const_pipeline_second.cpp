// A const pipeline, whose second stage changes itself.
// expect: weir: the pipeline is const, and a stage of it has a call operator that is not
// expect: 'S', 'u', 'm'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
struct Sum {
    int sum = 0;
#ifdef TWIN
    int operator()(int x) const { return sum + x; }
#else
    int operator()(int x) { return sum += x; }
#endif
};
const weir::Pipeline<weir::Stage<"parse", parse>, Sum> p;
int n = p(5);
