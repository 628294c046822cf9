// A stage is given what it does not take.
// expect: weir: a stage cannot be called with what the stage before it returns.*change one of the two
// expect: 't', 'w', 'i', 'c', 'e'
// expect: Tree
// levels: none 0
#include <weir/weir.hpp>

struct Tree {};
Tree parse(int) { return {}; }
int count(const Tree&) { return 1; }
int twice(int x) { return 2 * x; }
#ifdef TWIN
using P = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"count", count>>;
#else
using P = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"twice", twice>>;
#endif
P p;
int n = p(5);
