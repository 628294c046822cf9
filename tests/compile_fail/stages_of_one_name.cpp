// Two stages of one name.
// expect: weir: two stages of one pipeline have the same name.*rename one
// expect: 'p', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
int check(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"check", check>> p;
#else
weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"parse", check>> p;
#endif
