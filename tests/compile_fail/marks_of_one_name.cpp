// Two marks of one name.
// expect: weir: two stages of one pipeline have the same name.*rename one
// expect: 'p', 'h', 'y', 's', 'i', 'c', 's'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
#ifdef TWIN
weir::Pipeline<weir::Mark<"physics">, weir::Mark<"render", 2_ms>> p;
#else
weir::Pipeline<weir::Mark<"physics">, weir::Mark<"physics", 2_ms>> p;
#endif
