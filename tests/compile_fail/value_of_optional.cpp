// A stage takes neither an optional nor its value.
// expect: weir: a stage cannot be called with what the stage before it returns
// expect: 't', 'w', 'i', 'c', 'e'
// expect: optional<Tree>
// levels: none 0
#include <weir/weir.hpp>

#include <optional>

struct Tree {};
std::optional<Tree> parse(int) { return {}; }
int count(const Tree&) { return 1; }
int twice(int x) { return 2 * x; }
#ifdef TWIN
using P = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"count", count>>;
#else
using P = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"twice", twice>>;
#endif
P p;
auto n = p(5);
