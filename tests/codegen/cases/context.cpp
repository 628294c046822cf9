// Void stages on a context by reference.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Frame;
void one(Frame&);
void two(Frame&);
void three(Frame&);
void four(Frame&);
void five(Frame&);

#ifdef BY_HAND
void run(Frame& f) {
    one(f);
    two(f);
    three(f);
    four(f);
    five(f);
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two>, weir::Stage<"three", three>,
                         weir::Stage<"four", four>, weir::Stage<"five", five> OFF_POLICY>;
void run(Frame& f) { P{}(f); }
#endif
