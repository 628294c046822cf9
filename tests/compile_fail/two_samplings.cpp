// Sampled twice.
// expect: weir: the pipeline is sampled twice; keep one
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::SampleEvery<2>> p;
#else
weir::Pipeline<weir::SampleEvery<2>, weir::Stage<"parse", parse>, weir::SampleEvery<4>> p;
#endif
