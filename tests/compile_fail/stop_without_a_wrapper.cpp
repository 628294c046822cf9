// A stage that stops, in a wrapper that can't be made for the last stage's result.
// expect: weir: a stage can stop the run with an empty result, but the pipeline's result cannot be empty in that way
// expect: 'p', 'a', 'r', 's', 'e'
// expect: MaybeInt
// levels: none 0
#include <weir/weir.hpp>

struct MaybeInt {
    bool has_value() const { return n != 0; }
    int& operator*() { return n; }
    int n = 0;
};
MaybeInt parse(int x) { return {x}; }
#ifdef TWIN
MaybeInt text(int x) { return {x}; }
#else
long text(int x) { return x; }
#endif
weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"text", text>> p;
int run() {
    p(5);
    return 0;
}
int n = run();
