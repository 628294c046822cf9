// A process to be read from outside: `worker FILE RUNS THREADS SEED` records a pipeline of which each run is made by its
// number, and prints what it measured itself as JSON. With `worker watch FILE` it goes on until its standard input ends,
// and with `worker other FILE` it records another pipeline.
#include <weir/export/json.hpp>
#include <weir/record.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <latch>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <poll.h>

using namespace weir::literals;

namespace {

struct Parse {
    static constexpr auto name = "parse";
    static constexpr auto threshold = 900_us;
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::int64_t, number), (bool, is_even));
    };
    static Capture capture(int, const std::optional<int>& out) { return {out.value_or(-1), out.value_or(1) % 2 == 0}; }
    static std::size_t items(int number) { return static_cast<std::size_t>(number % 10); }
    std::optional<int> operator()(int number) const {
        weir::ManualClock::advance(weir::microseconds(number * 7919 % 1'000));
        if (number % 50 == 7) return std::nullopt;
        return number;
    }
};
int hand_on(int number) {
    weir::ManualClock::advance(1_us);
    return number;
}
int check(int number) {
    weir::ManualClock::advance(10_us);
    if (number % 100 == 13) throw std::runtime_error{"number " + std::to_string(number) + " says \"no\", and ends"};
    return number;
}
int sum(int number) {
    weir::ManualClock::advance(20_us);
    return number;
}

using Inner = weir::Pipeline<weir::Stage<"check", check>, weir::Stage<"sum", sum, 1_ms>, weir::Name<"inner">>;
using HandOn = weir::Stage<"hand_on", hand_on>;
using Work = weir::Pipeline<Parse, HandOn, Inner, weir::Name<"work">, weir::Threshold<1000_us>, weir::Trace<4096>,
                            weir::ManualClock>;
using Other = weir::Pipeline<Parse, HandOn, Inner, weir::Name<"work">, weir::Threshold<2000_us>, weir::Trace<4096>,
                             weir::ManualClock>;

/// Waits for the other threads at the end, so that each has a shard of its own.
void run_all(Work work, int first, int count, std::latch& all) {
    for (int i = first; i < first + count; ++i) {
        const std::string key = i % 3 == 0 ? "fizz:" + std::to_string(i % 20) : "plain, \"quoted\"";
        try {
            work(weir::Key{key}, i);
        } catch (const std::runtime_error&) {}
    }
    all.arrive_and_wait();
}

void print(const Work& work) {
    nlohmann::json runs = nlohmann::json::array();
    for (const auto& run : work.trace())
        runs.push_back({{"key", std::string{std::string_view{run.key().name()}}},
                        {"total_ns", run.total().count()},
                        {"outcome", static_cast<int>(run.outcome())},
                        {"parse_ns", run.duration<Parse>().count()},
                        {"number", run.capture<Parse>().number}});
    const weir::Report report = weir::report(work);
    std::cout << nlohmann::json{{"report", weir::to_json(report)}, {"text", weir::to_string(report)}, {"runs", runs}};
}

// Real time, for who watches.
void read(int number) { std::this_thread::sleep_for(std::chrono::microseconds(200 + number % 7 * 100)); }
void render(int number) { std::this_thread::sleep_for(std::chrono::microseconds(number % 16 == 0 ? 3'000 : 600)); }
using Shown = weir::Pipeline<weir::Stage<"read",
                                         [](int n) {
                                             read(n);
                                             return n;
                                         }>,
                             weir::Stage<"render",
                                         [](int n) {
                                             render(n);
                                             return n;
                                         },
                                         2_ms>,
                             weir::Name<"shown">, weir::Trace<1024>>;

bool input_is_open() {
    pollfd input{0, POLLIN, 0};
    return poll(&input, 1, 0) == 0 || ((input.revents & POLLIN) != 0 && std::getchar() != EOF);
}

void watch(const char* path) {
    Shown shown;
    weir::record(shown, path);
    for (int i = 0; input_is_open(); ++i) shown(i);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    if (arguments.size() == 2 && arguments[0] == "watch") {
        watch(arguments[1].c_str());
        return 0;
    }
    if (arguments.size() == 2 && arguments[0] == "other") {
        Other other;
        weir::record(other, arguments[1]);
        other(1);
        return 0;
    }
    if (arguments.size() != 4) {
        std::cerr << "expected FILE RUNS THREADS SEED, watch FILE or other FILE\n";
        return 2;
    }
    Work work;
    weir::record(work, arguments[0]);
    const int runs = std::atoi(arguments[1].c_str()), threads = std::atoi(arguments[2].c_str());
    std::latch ended{threads};
    std::vector<std::thread> all;
    for (int t = 0; t < threads; ++t)
        all.emplace_back(run_all, work, std::atoi(arguments[3].c_str()) + t * runs, runs, std::ref(ended));
    for (std::thread& thread : all) thread.join();
    print(work);
    return 0;
}
