// How a run reads its clock: what is decided once a run, and what a quick conversion cannot take.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdint>

using weir::Pipeline;
using weir::Stage;

namespace {

/// Ticks of a nanosecond, of which a run's reader converts no more than 2^31 - 1 rightly.
struct QuickClock {
    static inline std::uint64_t ticks = 1000;
    static inline int made = 0;

    static std::uint64_t now() noexcept { return ticks; }
    static std::uint64_t to_nanoseconds(std::uint64_t t) noexcept { return t; }

    struct Reader {
        static constexpr std::uint64_t longest = 0x7fff'ffff;
        Reader() { ++made; }
        static std::uint64_t now() noexcept { return ticks; }
        static std::uint64_t to_nanoseconds(std::uint64_t t) noexcept { return t & 0xffff'ffff; }
    };
};

std::int64_t first_takes = 0, second_takes = 0;
int first(int x) {
    QuickClock::ticks += static_cast<std::uint64_t>(first_takes);
    return x;
}
int second(int x) {
    QuickClock::ticks += static_cast<std::uint64_t>(second_takes);
    return x;
}
using Pair = Pipeline<Stage<"first", first>, Stage<"second", second>, QuickClock, weir::Trace<>>;

struct Times {
    std::int64_t first, second, total;
    bool operator==(const Times&) const = default;
};
Times run_once(std::int64_t a, std::int64_t b) {
    first_takes = a;
    second_takes = b;
    Pair pair;
    pair(1);
    const auto report = weir::report(pair);
    return {report.stages[0].total.count(), report.stages[1].total.count(), report.total.total.count()};
}

}  // namespace

TEST_CASE("a run has one reader of its clock") {
    Pair pair;
    const int before = QuickClock::made;
    pair(1);
    pair(1);
    CHECK(QuickClock::made == before + 2);
}

TEST_CASE("runs too long for the quick conversion are converted in full") {
    CHECK(run_once(20, 30) == Times{20, 30, 50});
    CHECK(run_once(0x7fff'fffe, 1) == Times{0x7fff'fffe, 1, 0x7fff'ffff});
    CHECK(run_once(0x7fff'ffff, 1) == Times{0x7fff'ffff, 1, 0x8000'0000});
    CHECK(run_once(3, 0x1'0000'0002) == Times{3, 0x1'0000'0002, 0x1'0000'0005});
    CHECK(run_once(0x5'0000'0000, 0x5'0000'0000) == Times{0x5'0000'0000, 0x5'0000'0000, 0xa'0000'0000});
}

TEST_CASE("a clock that comes back early takes no time away, also by the quick conversion") {
    CHECK(run_once(20, -5) == Times{20, 0, 20});
    CHECK(run_once(-5, 20) == Times{0, 15, 15});
}

TEST_CASE("the quick conversion is the full one") {
    using namespace weir::detail;
    for (const std::uint64_t multiplier :
         {std::uint64_t{1}, std::uint64_t{0x5555'5555}, std::uint64_t{1} << 32, (std::uint64_t{1} << 33) - 1})
        for (const std::uint64_t ticks : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{12345},
                                          std::uint64_t{0x7fff'fffe}, std::uint64_t{0x7fff'ffff}})
            CHECK(scaled_short(ticks, multiplier) == scaled(ticks, multiplier));
}
