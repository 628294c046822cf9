// Which stage to make faster, where one holds most of the time and another makes the slow runs slow.
#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/what_if.hpp>

#include <iostream>

using namespace weir::literals;
using Clock = weir::ManualClock;

namespace {

int decode(int frame) {
    Clock::advance(weir::microseconds(300 + frame % 7 * 10));
    return frame;
}
int look_up(int frame) {
    Clock::advance(frame % 64 == 3 ? 5_ms : 200_us);  // now and then it is not in the cache
    return frame;
}
int render(int frame) {
    Clock::advance(weir::microseconds(400 + frame % 5 * 20));
    return frame;
}

using Frames = weir::Pipeline<weir::Stage<"decode", decode>, weir::Stage<"look_up", look_up>,
                              weir::Stage<"render", render>, weir::Name<"frames">, weir::Trace<8192>, Clock>;

}  // namespace

int main() {
    const Frames frames;
    for (int frame = 0; frame < 8000; ++frame) frames(frame);
    std::cout << weir::report(frames) << "\n";
    std::cout << weir::what_if(frames, {.factor = 4});
}
