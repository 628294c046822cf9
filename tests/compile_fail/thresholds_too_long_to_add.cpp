// A sum that is longer than there are nanoseconds in 64 bits is too long for any run.
// expect: weir: weir::ThresholdsFit: the thresholds of the stages together are longer
// expect: StagesTogether<9223372036854775807L?>
// levels: none
#include <weir/weir.hpp>

using namespace weir::literals;
int parse(int x) { return x; }
#ifdef TWIN
using Parse = weir::Stage<"parse", parse, 1_ns>;
#else
using Parse = weir::Stage<"parse", parse, weir::nanoseconds(9'000'000'000'000'000'000)>;
#endif
using Index = weir::Stage<"index", parse, weir::nanoseconds(9'000'000'000'000'000'000)>;
weir::Pipeline<Parse, Index, weir::Threshold<weir::nanoseconds(9'000'000'000'000'000'001)>, weir::ThresholdsFit> p;
