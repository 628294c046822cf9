// A nested pipeline is given what its first stage does not take.
// expect: weir: a stage cannot be called with what the stage before it returns
// expect: 'i', 'n', 'n', 'e', 'r'
// expect: Tree
// levels: none 0
#include <weir/weir.hpp>

struct Tree {};
Tree parse(int) { return {}; }
int twice(int x) { return 2 * x; }
int count(const Tree&) { return 1; }
#ifdef TWIN
using Inner = weir::Pipeline<weir::Stage<"count", count>, weir::Stage<"twice", twice>, weir::Name<"inner">>;
#else
using Inner = weir::Pipeline<weir::Stage<"twice", twice>, weir::Stage<"count", count>, weir::Name<"inner">>;
#endif
weir::Pipeline<weir::Stage<"parse", parse>, Inner> p;
int n = p(5);
