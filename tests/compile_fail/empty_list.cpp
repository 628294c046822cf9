// A pipeline without a stage.
// expect: weir: the pipeline has no stage; name at least one
// expect: words|119, 111
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
using P = weir::Pipeline<weir::Name<"words">, weir::Stage<"parse", parse>>;
#else
using P = weir::Pipeline<weir::Name<"words">>;
#endif
P p;
