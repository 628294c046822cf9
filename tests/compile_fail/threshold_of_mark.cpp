// A mark's threshold is a bare number.
// expect: weir: a stage's threshold is not a duration.*write 5_ms
// expect: 'p', 'h', 'y', 's', 'i', 'c', 's'
// levels: none 0
#include <weir/weir.hpp>

using namespace weir::literals;
#ifdef TWIN
weir::Pipeline<weir::Mark<"physics", 5_ms>> p;
#else
weir::Pipeline<weir::Mark<"physics", 5>> p;
#endif
