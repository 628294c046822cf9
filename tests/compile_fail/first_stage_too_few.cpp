// The first stage takes more than it is given.
// expect: weir: the first stage cannot be called with the pipeline's arguments
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

int parse(int a, int b) { return a + b; }
weir::Pipeline<weir::Stage<"parse", parse>> p;
#ifdef TWIN
int n = p(weir::Key{"sum"}, 1, 2);
#else
int n = p(weir::Key{"sum"}, 1);
#endif
