// How a result reaches the next stage is chosen by its type: on, stopped, thrown, or a context worked on in place.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <charconv>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>

using namespace weir::literals;

// An optional whose value the next stage takes: empty, it stops the run.
std::optional<int> parse(const std::string& text) {
    weir::ManualClock::advance(20_us);
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ptr == text.data() + text.size() && !text.empty() ? std::optional{value} : std::nullopt;
}

// An exception goes on to the caller; the run is counted as one that threw, with the message.
int in_range(int value) {
    weir::ManualClock::advance(5_us);
    if (value > 100) throw std::out_of_range{"expected at most 100, found " + std::to_string(value)};
    return value;
}

int squared(int value) {
    weir::ManualClock::advance(5_us);
    return value * value;
}

// An int after an optional<int>: the pipeline returns an optional<int>.
using Squares = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"in_range", in_range>,
                               weir::Stage<"squared", squared>, weir::Name<"squares">, weir::ManualClock>;

// Stages that return nothing work on the context that the pipeline is given.
struct Frame {
    int moved = 0;
    int drawn = 0;
};
void simulate(Frame& frame) {
    weir::ManualClock::advance(3_ms);
    frame.moved += 10;
}
void draw(Frame& frame) {
    weir::ManualClock::advance(6_ms);
    frame.drawn += frame.moved;
}

using Game = weir::Pipeline<weir::Stage<"simulate", simulate, 4_ms>, weir::Stage<"draw", draw, 8_ms>,
                            weir::Name<"game">, weir::ManualClock>;

int main() {
    Squares squares;
    for (const char* text : {"7", "twelve", "12", "700", ""}) {
        try {
            const std::optional<int> square = squares(std::string{text});
            std::cout << "'" << text << "' -> " << (square ? std::to_string(*square) : "stopped") << "\n";
        } catch (const std::out_of_range& error) { std::cout << "'" << text << "' -> threw: " << error.what() << "\n"; }
    }

    Game game;
    Frame frame;
    for (int i = 0; i < 3; ++i) game(frame);
    std::cout << "drawn: " << frame.drawn << "\n\n";

    const weir::Report report = weir::report(squares);  // a report is plain data
    std::cout << report.pipeline << ": " << report.outcomes.ok << " ok, " << report.outcomes.stopped << " stopped, "
              << report.outcomes.threw << " threw\n";
    for (const weir::StageReport& stage : report.stages)
        std::cout << "  " << stage.name << ": " << stage.count << " calls, " << stage.stopped << " stopped, "
                  << stage.errors << " threw\n";
    std::cout << "\n" << weir::report(game);
}
