// The last stage's result is looked at and can't be moved.
// expect: weir: the result of the last stage is looked at.*neither moved nor copied.*return what can be moved
// expect: 'M', 'a', 'k', 'e'
// expect: Pinned
// levels: none 0
#include <weir/weir.hpp>

struct Pinned {
    int n;
    explicit Pinned(int x) : n{x} {}
    Pinned(const Pinned&) = delete;
};
struct Make {
#ifndef TWIN
    static int items(int, const Pinned&) { return 1; }
#else
    static int items(int) { return 1; }
#endif
    Pinned operator()(int x) const { return Pinned{x}; }
};
weir::Pipeline<Make> p;
Pinned n = p(5);
