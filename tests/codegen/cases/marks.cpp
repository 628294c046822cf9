// Marks, against the code without them.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

void physics(int);
int culling();
int render(int);

#ifdef BY_HAND
int run(int x) {
    physics(x);
    const int n = culling();
    if (n == 0) return 0;
    return render(n);
}
#else
using Physics = weir::Mark<"physics", weir::milliseconds(4)>;
using Culling = weir::Mark<"culling">;
using Render = weir::Mark<"render">;
using P = weir::Pipeline<Physics, Culling, Render OFF_POLICY>;
int run(int x) {
    P frame;
    auto marked = frame.start(weir::Key{"level-1"});
    physics(x);
    marked.done<Physics>(x);
    const int n = culling();
    if (n == 0) return 0;
    marked.done<Culling>();
    const int drawn = render(n);
    marked.done<Render>(drawn);
    return drawn;
}
#endif
