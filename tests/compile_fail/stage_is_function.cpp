// A stage that is a function type.
// expect: weir: a stage must be a class type without const, volatile or a reference
// expect: int ?\(\*?\)? ?\(?int\)|Parse
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
struct Parse : weir::Stage<"parse", parse> {};
#ifdef TWIN
weir::Pipeline<Parse>* p = nullptr;
auto size = sizeof(*p);
#else
weir::Pipeline<int(int)>* p = nullptr;
auto size = sizeof(*p);
#endif
