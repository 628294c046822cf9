// Every zeroth run.
// expect: weir: weir::SampleEvery<0> measures no run; weir::Off does that at no cost
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::SampleEvery<1>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::SampleEvery<0>> p;
#endif
