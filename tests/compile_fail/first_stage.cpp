// The first stage is given what it does not take.
// expect: weir: the first stage cannot be called with the pipeline's arguments.*give the pipeline what the stage takes
// expect: 'p', 'a', 'r', 's', 'e'
// expect: int ?&&
// levels: none 0
#include <weir/weir.hpp>

struct Request {};
int parse(const Request&) { return 1; }
weir::Pipeline<weir::Stage<"parse", parse>> p;
#ifdef TWIN
int n = p(Request{});
#else
int n = p(5);
#endif
