#include "work.hpp"

#include "ingest/inflate.hpp"
#include "ingest/load.hpp"
#include "ingest/source.hpp"
#include "ingest/words.hpp"

#include <weir/record.hpp>
#include <weir/weir.hpp>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace truth {

namespace {

using namespace weir::literals;

std::uint64_t ticks() noexcept {
#if defined(__x86_64__)
    return __builtin_ia32_rdtsc();
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

std::size_t slow_stage = no_stage;
double slowdown = 0;

/// At its end it has taken longer by a share of the time since its start: by `usual_wait`, and what is slowed down by more.
/// All wait, for a wait that only one side has would also be seen after it: the processor does not run ahead into the next
/// stage while it waits, and a stage of 300 ns was 3 % slower for that.
class Slowed {
public:
    explicit Slowed(std::size_t stage) noexcept
        : share_{stage == slow_stage ? (1 + usual_wait) * (1 + slowdown) - 1 : usual_wait}, start_{ticks()} {}
    Slowed(const Slowed&) = delete;
    Slowed& operator=(const Slowed&) = delete;
    ~Slowed() {
        const std::uint64_t now = ticks();
        const auto more = static_cast<std::uint64_t>(static_cast<double>(now - start_) * share_);
        while (ticks() - now < more) {}
    }

private:
    static constexpr double usual_wait = 0.1;

    double share_;
    std::uint64_t start_;
};

struct Load : ingest::Load {
    ingest::FileBytes operator()(const ingest::Source& source) const {
        const Slowed slowed{0};
        return ingest::Load::operator()(source);
    }
};
struct Inflate : ingest::Inflate {
    ingest::Inflated operator()(const ingest::FileBytes& file) const {
        const Slowed slowed{1};
        return ingest::Inflate::operator()(file);
    }
};
struct Decode : ingest::Decode {
    ingest::Text operator()(const ingest::Inflated& file) {
        const Slowed slowed{2};
        return ingest::Decode::operator()(file);
    }
};
struct Tokenize : ingest::Tokenize {
    const ingest::Words& operator()(const ingest::Text& text) {
        const Slowed slowed{3};
        return ingest::Tokenize::operator()(text);
    }
};
struct Count : ingest::Count {
    ingest::Counted operator()(const ingest::Words& words) {
        const Slowed slowed{4};
        return ingest::Count::operator()(words);
    }
};

using Ingest = weir::Pipeline<Load, Inflate, Decode, Tokenize, Count, weir::Name<"ingest">, weir::Threshold<100_ms>,
                              weir::Trace<1024>>;

std::vector<ingest::Source> sources_in(const std::string& list) {
    std::ifstream file{list};
    std::vector<ingest::Source> sources;
    for (std::string line; std::getline(file, line);)
        sources.push_back({static_cast<std::uint32_t>(sources.size()), line, 0});
    if (sources.empty()) throw std::runtime_error{"expected paths in " + list + ", found none"};
    return sources;
}

}  // namespace

void do_work(const Work& work) {
    const std::vector<ingest::Source> sources = sources_in(work.list);
    slow_stage = work.slow;
    slowdown = work.slowdown;
    Ingest ingest;
    weir::record(ingest, work.recording, {1, false});
    for (int round = 0; round < work.rounds; ++round)
        for (const ingest::Source& source : sources) ingest(weir::Key{ingest::kind_of(source.path)}, source);
}

}  // namespace truth
