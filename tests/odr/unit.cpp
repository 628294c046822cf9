// One translation unit, compiled twice with different levels and -DUNIT=first or second. Its functions say what it saw.
#include "stages.hpp"

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

int JOIN(UNIT, _level)() { return static_cast<int>(P::level); }

/// The runs that the report counts after ten calls; -1 where a result is wrong.
int JOIN(UNIT, _runs)() {
    P pipeline;
    for (int i = 0; i < 10; ++i)
        if (pipeline(i) != 2 * i + 1) return -1;
    return static_cast<int>(weir::report(pipeline).runs);
}

/// The run records that are kept of them.
int JOIN(UNIT, _traced)() {
    P pipeline;
    for (int i = 0; i < 10; ++i) pipeline(i);
    return static_cast<int>(pipeline.trace().size());
}
