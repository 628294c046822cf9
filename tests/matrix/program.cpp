// The instrument, the report and recordings in one program that checks itself, for compilers and flags that the tests are not built
// with: with or without exceptions and run-time type information. Prints what is wrong; exits with 0 where nothing is.
#include <weir/record.hpp>
#include <weir/report.hpp>
#include <weir/weir.hpp>
#include <weir/what_if.hpp>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>
#if defined(__cpp_exceptions)
#include <stdexcept>
#endif

using namespace weir::literals;

namespace {

int checks = 0;
int failed = 0;
template <class A, class B>
void expect(const char* what, const A& expected, const B& found) {
    ++checks;
    if (expected == found) return;
    ++failed;
    std::ostringstream text;
    text << "FAILED " << what << ": expected " << expected << ", found " << found;
    std::puts(text.str().c_str());
}

int takes(int ms) {
    weir::ManualClock::advance(weir::milliseconds(ms));
    return ms;
}
std::optional<int> odd(int n) { return n % 2 != 0 ? std::optional{n} : std::nullopt; }
constexpr int twice(int n) { return 2 * n; }
struct Add {
    int amount = 1;
    constexpr int operator()(int n) const { return n + amount; }
    static std::uint64_t items(int n) { return static_cast<std::uint64_t>(n); }
};

using Takes = weir::Stage<"takes", takes, 5_ms>;
using Odd = weir::Stage<"odd", odd>;
using Twice = weir::Stage<"twice", twice>;
using Inner = weir::Pipeline<Twice, Add, weir::Name<"inner">>;
using Exact =
    weir::Pipeline<Takes, Odd, Inner, weir::Name<"exact">, weir::Threshold<8_ms>, weir::Trace<64>, weir::ManualClock>;

void exact_figures() {
    Exact exact;
    int told = 0;
    exact.on_violation(
        [&](const weir::Violation& violation) { told += violation.stage == std::string_view{"takes"} ? 1 : 100; });
    std::optional<int> last;
    for (int ms = 1; ms <= 7; ++ms) last = exact(weir::Key{"run"}, ms);
    expect("the result", 15, last.value_or(0));
    expect("what stops", false, exact(2).has_value());
    const weir::Report report = weir::report(exact);
    expect("runs", 8U, report.runs);
    expect("stopped", 4U, report.outcomes.stopped);
    expect("time", 30_ms, report.total.total);
    expect("violations", 2U, report.stages.at(0).violations);
    expect("violations told", 2, told);
    expect("nested calls", 4U, report.stages.at(2).stages.at(0).count);
    expect("items", 32U, report.stages.at(2).stages.at(1).items);
    const auto traced = exact.trace();
    expect("traced", 8U, traced.size());
    expect("key", std::string_view{"run"}, std::string_view{(*traced.begin()).key().name()});
    std::ostringstream text;
    text << report << weir::what_if(exact);
    expect("text", true, text.str().find("takes") != std::string::npos);
}

void marks() {
    using Work = weir::Mark<"work", 4_ms>;
    using Rest = weir::Mark<"rest">;
    const weir::Pipeline<Work, Rest, weir::ManualClock> frame;
    for (int i = 0; i < 3; ++i) {
        auto run = frame.start();
        takes(5);
        run.done<Work>();
        if (i == 2) continue;
        takes(1);
        run.done<Rest>();
    }
    const weir::Report report = weir::report(frame);
    expect("marked runs", 3U, report.runs);
    expect("marked runs left early", 1U, report.outcomes.stopped);
    expect("marked time", 17_ms, report.total.total);
}

template <class Clock>
void threads_and_file() {
    using P = weir::Pipeline<Twice, Add, Clock, weir::Name<"shared">, weir::Trace<1024>>;
    const std::string path = "matrix.weir";
    {
        const P pipeline;
        weir::record(pipeline, path, {.replace = true});
        std::atomic<bool> wrong = false;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    if (pipeline(i) != 2 * i + 1) wrong = true;
            });
        for (std::thread& thread : threads) thread.join();
        expect("wrong results", false, wrong.load());
        const weir::Report live = weir::report(pipeline);
        expect("runs of four threads", 2000U, live.runs);
        expect("stages and run", live.total.total, live.stages.at(0).total + live.stages.at(1).total);
    }
    const weir::Report read = weir::report(weir::open(path));
    expect("recorded runs", 2000U, read.runs);
    expect("recorded stage", std::string{"twice"}, read.stages.at(0).name);
    std::remove(path.c_str());
}

#if defined(__cpp_exceptions)
int throws(int n) {
    if (n > 2) throw std::runtime_error{"too large"};
    return n;
}
void exceptions() {
    const weir::Pipeline<weir::Stage<"throws", throws>, weir::ManualClock> pipeline;
    int caught = 0;
    for (int n = 0; n < 5; ++n) {
        try {
            pipeline(n);
        } catch (const std::runtime_error&) { ++caught; }
    }
    expect("caught", 2, caught);
    expect("threw", 2U, weir::report(pipeline).outcomes.threw);
    expect("error", std::string{"too large"}, weir::report(pipeline).errors.back().message);
    bool refused = false;
    try {
        static_cast<void>(weir::open("there is no such file"));
    } catch (const weir::FileError&) { refused = true; }
    expect("a file that is not there is refused", true, refused);
}
#endif

using None = weir::Pipeline<Twice, Add, weir::Off>;
static_assert(sizeof(None) == sizeof(Add) && None{}(20) == 41);

}  // namespace

int main() {
    exact_figures();
    marks();
    threads_and_file<weir::TscClock>();
    threads_and_file<weir::OrderedTscClock>();
    threads_and_file<weir::SteadyClock>();
#if defined(__cpp_exceptions)
    exceptions();
#endif
    std::printf("%d checks, %d failed\n", checks, failed);
    return failed == 0 ? 0 : 1;
}
