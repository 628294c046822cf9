// What is accumulated for a stage is chosen by its type, and a program may add to it: here the largest frame that was
// decoded, and how many were large.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>

using namespace weir::literals;

std::size_t decode(const std::string& frame) {
    weir::ManualClock::advance(weir::microseconds(static_cast<std::int64_t>(frame.size())));
    return frame.size() * 3;
}

struct Decode : weir::Stage<"decode", decode, 5_ms> {};  // a type of its own, for which the Analyzer is specialised

template <>
struct weir::Analyzer<Decode> {  // plain data: it lives where the statistics live
    std::uint64_t large_frames = 0;
    std::uint64_t largest = 0;
    weir::Nanoseconds in_large;

    // After each measured call, outside of its time: how long it took, what came in, what went out.
    void operator()(weir::Nanoseconds duration, const std::string& frame, std::size_t /*pixels*/) noexcept {
        largest = std::max<std::uint64_t>(largest, frame.size());
        if (frame.size() <= 1000) return;
        ++large_frames;
        in_large = in_large + duration;
    }
    // Adds what another thread accumulated.
    void merge(const Analyzer& other) noexcept {
        large_frames += other.large_frames;
        largest = std::max(largest, other.largest);
        in_large = in_large + other.in_large;
    }
};

using Player = weir::Pipeline<Decode, weir::Name<"player">, weir::ManualClock>;

int main() {
    Player player;
    for (std::size_t size = 0; size <= 2000; size += 100) player(std::string(size, '.'));
    const auto seen = player.analyzer<Decode>();
    std::cout << seen.large_frames << " large frames took " << seen.in_large << "; the largest had " << seen.largest
              << " bytes\n";
}
