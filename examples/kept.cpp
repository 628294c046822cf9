// The ring holds the last runs only. The slowest, and those around violations, are kept beside it.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>

using namespace weir::literals;

void simulate(weir::Nanoseconds time) { weir::ManualClock::advance(time); }
void draw(weir::Nanoseconds) { weir::ManualClock::advance(3_ms); }

using Game = weir::Pipeline<weir::Stage<"simulate", simulate, 12_ms>, weir::Stage<"draw", draw>, weir::Trace<64>,
                            weir::KeepSlowest<3>,    // of each thread the slowest three runs since the start
                            weir::KeepAround<1, 2>,  // of each violation the run before it and the two after it
                            weir::ManualClock>;

int main() {
    Game game;
    for (int frame = 0; frame < 10'000; ++frame)
        game(weir::Key{frame}, frame == 1'234 ? 30_ms : frame == 5'678 ? 11_ms : frame == 9'000 ? 10_ms : 5_ms);

    std::cout << "the ring holds the last " << game.trace().size() << " frames; kept are\n";
    for (const auto& run : game.kept()) {
        std::cout << "  frame " << run.key().number() << ", " << run.total();
        if (run.why().slowest) std::cout << ", one of the slowest";
        if (run.why().violated) std::cout << ", over a threshold";
        else if (run.why().around) std::cout << ", next to a violation";
        std::cout << "\n";
    }
}
