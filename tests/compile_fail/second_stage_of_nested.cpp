// A stage within a nested pipeline is given what it does not take.
// expect: weir: a stage cannot be called with what the stage before it returns
// expect: 'i', 'n', 'c'
// expect: Tree
// levels: none 0
#include <weir/weir.hpp>

struct Tree {};
Tree parse(int) { return {}; }
int count(const Tree&) { return 1; }
int twice(int x) { return 2 * x; }
#ifdef TWIN
using Inner = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"count", count>>;
#else
using Inner = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"inc", twice>>;
#endif
weir::Pipeline<Inner, weir::Stage<"twice", twice>> p;
int n = p(5);
