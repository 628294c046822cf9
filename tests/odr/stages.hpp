#pragma once

// The same stage types and the same list in every translation unit; only the level is theirs.
#include <weir/report.hpp>
#include <weir/weir.hpp>

inline int twice(int x) { return 2 * x; }
struct Add {
    int amount = 1;
    int operator()(int x) const { return x + amount; }
};
using P = weir::Pipeline<weir::Stage<"twice", twice>, Add, weir::Name<"shared">>;
