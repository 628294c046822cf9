// Marks and stages in one list.
// expect: weir: the pipeline mixes weir::Mark with stages that are called.*make two of it
// expect: 'p', 'a', 'r', 's', 'e'
// expect: 'p', 'h', 'y', 's', 'i', 'c', 's'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Mark<"physics">> p;
weir::Pipeline<weir::Stage<"parse", parse>> q;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Mark<"physics">> p;
#endif
