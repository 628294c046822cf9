// Budgets that the compiler knows: how long each stage may take within the run, and how often each of its calls may
// allocate.
#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/with/allocations.hpp>  // in one file of the program: counts

#include <iostream>
#include <vector>

using namespace weir::literals;

struct Frame {
    int enemies = 0;
    std::vector<int> visible;
    std::vector<char> text;
};

void advance(Frame&) { weir::ManualClock::advance(3_ms); }
void cull(Frame& frame) {
    weir::ManualClock::advance(2_ms);
    for (int enemy = 0; enemy < frame.enemies; ++enemy) frame.visible.push_back(enemy);
}
void describe(Frame& frame) {
    weir::ManualClock::advance(1_ms);
    frame.text.assign(static_cast<std::size_t>(frame.enemies) * 10, '*');
}

using Advance = weir::Stage<"advance", advance, 4_ms>;
struct Cull : weir::Stage<"cull", cull, 6_ms> {
    static constexpr std::uint64_t max_allocations = 4;
};
struct Describe : weir::Stage<"describe", describe, 6_ms> {
    static constexpr std::uint64_t max_allocations = 1;
};
// 4 + 6 + 6 are no more than 16: with 7_ms for one of them this line would not compile.
using Game = weir::Pipeline<Advance, Cull, Describe, weir::Threshold<16_ms>, weir::ThresholdsFit, weir::Name<"game">,
                            weir::ManualClock>;

int main() {
    Game game;
    game.on_violation([](const weir::Violation& violation) {
        if (violation.of == weir::Violation::Of::max_allocations)
            std::cout << violation.stage << " allocated " << violation.allocations << " times, and may "
                      << violation.max_allocations << " times\n";
    });
    for (const int enemies : {2, 3, 8, 5, 20}) {
        Frame frame{enemies, {}, {}};
        game(frame);
    }
    std::cout << "\n" << weir::report(game);
}
