// A stage's name has 112 characters.
// expect: weir: a stage's name is longer than 111 characters; shorten it
// expect: 'c', 'd', 'e', 'f', '0', '1'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
#ifdef TWIN
weir::Pipeline<weir::Stage<
    "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    parse>>
    p;
#else
weir::Pipeline<weir::Stage<
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    parse>>
    p;
#endif
