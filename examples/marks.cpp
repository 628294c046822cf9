// Code that can't be taken apart into functions: its stages are marks, and the end of each is marked by hand.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>

using namespace weir::literals;

using Physics = weir::Mark<"physics", 4_ms>;
using Culling = weir::Mark<"culling">;
using Render = weir::Mark<"render", 8_ms>;
using Frame = weir::Pipeline<Physics, Culling, Render, weir::Name<"frame">, weir::Threshold<16_ms>, weir::ManualClock>;

void work(weir::Nanoseconds time) { weir::ManualClock::advance(time); }

void draw_frame(const Frame& frame, int entities) {
    auto run = frame.start();  // or start(weir::Key{"level-1"})

    for (int i = 0; i < entities; ++i) work(40_us);
    run.done<Physics>(entities);  // the end of physics, the start of culling; with the items, if there are any

    const int visible = entities / 2;
    work(500_us);
    if (visible == 0) return;  // left early: the run is stopped at culling
    run.done<Culling>();

    for (int i = 0; i < visible; ++i) work(200_us);
    run.done<Render>(visible);
}  // what left the scope by an exception would have thrown in the stage that it left

int main() {
    Frame frame;
    for (int entities : {0, 1, 10, 20, 40, 60, 80, 100, 120}) draw_frame(frame, entities);
    std::cout << weir::report(frame);
}
