// The pipeline's argument is an optional, the first stage takes its value.
// expect: weir: the first stage cannot be called with the pipeline's arguments
// expect: 'c', 'o', 'u', 'n', 't'
// expect: optional<Tree>
// levels: none 0
#include <weir/weir.hpp>

#include <optional>

struct Tree {};
int count(const Tree&) { return 1; }
weir::Pipeline<weir::Stage<"count", count>> p;
#ifdef TWIN
auto n = p(Tree{});
#else
auto n = p(std::optional<Tree>{});
#endif
