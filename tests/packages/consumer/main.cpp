// A user's program, the same for every way to get weir: prints the level that it was built at, and the figures of 100 runs.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdio>

static int twice(int x) { return 2 * x; }
static int half(int x) { return x / 2; }

int main() {
    weir::Pipeline<weir::Stage<"twice", twice>, weir::Stage<"half", half>> pipeline;
    for (int i = 0; i < 100; ++i)
        if (pipeline(i) != i) return 1;
    std::printf("level %d, %d runs, version %d.%d.%d\n", static_cast<int>(pipeline.level),
                static_cast<int>(weir::report(pipeline).runs), WEIR_VERSION_MAJOR, WEIR_VERSION_MINOR,
                WEIR_VERSION_PATCH);
}
