// A process that records is killed at any instant: what it left is a recording in which every run that was told as
// finished can be read back, and none is torn. 200 times; `stress_killed [soak]` kills 5,000.
#include "support/catch.hpp"
#include "support/recordings.hpp"

#include <weir/panel/run/run_stream.hpp>
#include <weir/record.hpp>

#include <boost/hana/define_struct.hpp>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using Clock = weir::ManualClock;

namespace {

constexpr std::uint64_t writers = 2;
constexpr std::uint64_t ring = 256;

// All that a record of the run with the number x holds is a function of x. Some need two slots, some throw.
constexpr std::uint64_t first_ns(std::uint64_t x) {
    return x % 64 == 63 ? (std::uint64_t{5} << 32) + x % 1000 : x * 7 % 1'000'003;
}
constexpr std::uint64_t second_ns(std::uint64_t x) { return x * 31 % 999'983; }
constexpr bool throws(std::uint64_t x) { return x % 97 == 96; }
constexpr std::uint64_t slots(std::uint64_t x) { return x % 64 == 63 ? 2 : 1; }

struct First {
    static constexpr auto name = "first";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint64_t, x), (std::uint64_t, inverse));
    };
    static Capture capture(std::uint64_t x) { return {x, ~x}; }
    std::uint64_t operator()(std::uint64_t x) const {
        Clock::advance(weir::nanoseconds(static_cast<std::int64_t>(first_ns(x))));
        return x;
    }
};
struct Second {
    static constexpr auto name = "second";
    void operator()(std::uint64_t x) const {
        Clock::advance(weir::nanoseconds(static_cast<std::int64_t>(second_ns(x))));
        if (throws(x)) throw std::runtime_error("ninety-six");
    }
};
using Run = weir::Pipeline<First, Second, weir::Name<"killed">, Clock, weir::Trace<ring>, weir::KeepSlowest<4>>;

/// The number of the run i of the thread t.
constexpr std::uint64_t number(std::uint64_t t, std::uint64_t i) { return t << 40 | i; }

/// What the process tells us, in memory that outlives it: as a pipe would, and without the time that a thread takes to
/// write to one, in which it would mostly be killed.
struct Told {
    std::uint64_t finished[writers];       ///< runs that returned
    std::uint64_t when_recorded[writers];  ///< of those, how many had when record() did, plus one
};
using weir::detail::load_acquire;
using weir::detail::store_release;

void run_until_killed(const Run& run, Told& told, std::uint64_t t) {
    for (std::uint64_t i = 0;; ++i) {
        const std::uint64_t x = number(t, i);
        try {
            run(weir::Key{x}, x);
        } catch (const std::runtime_error&) {}
        store_release(told.finished[t], i + 1);
    }
}
[[noreturn]] void be_killed(const std::string& path, Told& told, bool record_late) {
    const Run run;
    const auto record = [&] {
        weir::record(run, path);
        for (std::uint64_t t = 0; t < writers; ++t)
            store_release(told.when_recorded[t], load_acquire(told.finished[t]) + 1);
    };
    if (!record_late) record();
    std::vector<std::thread> threads;
    for (std::uint64_t t = 0; t < writers; ++t) threads.emplace_back([&, t] { run_until_killed(run, told, t); });
    if (record_late) {
        while (load_acquire(told.finished[0]) < 1000) std::this_thread::yield();
        record();
    }
    for (;;) pause();
}

/// What the recording holds of one thread.
struct Found {
    std::uint64_t measured = 0;
    std::vector<std::uint64_t> runs;  ///< the last ones, oldest first
};

class Look {
public:
    explicit Look(const weir::Recording& recording) : schema_{recording.schema()} {
        const weir::panel::Source source = recording.source();
        weir::panel::for_each_run(source, [&](const weir::panel::RawRun& run) { visit(run); });
        for (std::size_t shard = 0; shard < source.shards.size(); ++shard) {
            const auto& total = source.shards[shard]->at<weir::layout::StageStatistics>(schema_.shard.statistics)[0];
            if (thread_of_.size() > shard && thread_of_[shard])
                found[*thread_of_[shard]].measured = source.shards[shard]->straight_runs + total.other_calls;
        }
    }
    Found found[writers];
    std::uint64_t torn = 0;
    std::uint64_t wrong_order = 0;

private:
    void visit(const weir::panel::RawRun& run) {
        const char* const bytes = reinterpret_cast<const char*>(run.record());
        std::uint64_t x = 0, inverse = 0;
        std::memcpy(&x, bytes + schema_.fields()[0].offset, sizeof x);
        std::memcpy(&inverse, bytes + schema_.fields()[1].offset, sizeof inverse);
        const auto end = throws(x) ? weir::layout::RunEnd::threw : weir::layout::RunEnd::ok;
        const bool whole = inverse == ~x && run.key() == x && run.key_kind() == weir::layout::KeyKind::number &&
                           run.duration(0) == first_ns(x) && run.duration(1) == second_ns(x) && run.outcome() == end &&
                           x >> 40 < writers;
        torn += !whole;
        if (!whole || run.kept) return;
        const std::uint64_t t = x >> 40;
        if (thread_of_.size() <= run.shard) thread_of_.resize(run.shard + 1);
        wrong_order += thread_of_[run.shard].value_or(t) != t ||
                       (!found[t].runs.empty() && found[t].runs.back() + 1 != x);
        thread_of_[run.shard] = t;
        found[t].runs.push_back(x);
    }

    const weir::layout::Schema& schema_;
    std::vector<std::optional<std::uint64_t>> thread_of_;  ///< of each shard
};

/// Runs of a thread that told of `finished`, and are not in the ring though it has room for them. Two slots may be taken
/// by the run that was under way.
std::uint64_t missing(const Found& found, std::uint64_t t, std::uint64_t finished) {
    const std::uint64_t last = found.runs.empty() ? 0 : found.runs.back();
    const std::uint64_t first = found.runs.empty() ? 1 : found.runs.front();
    std::uint64_t missing = 0, room = ring - 2;
    for (std::uint64_t i = finished; i-- > 0 && slots(number(t, i)) <= room;) {
        const std::uint64_t x = number(t, i);
        room -= slots(x);
        missing += x < first || x > last;
    }
    return missing;
}

struct Sums {
    std::uint64_t without_file = 0;
    std::uint64_t runs = 0;       ///< told as finished
    std::uint64_t held_to = 0;    ///< threads that had to be there with all they told of
    std::uint64_t left_open = 0;  ///< threads that were killed before or while their figures moved into the file
};

struct Folder {
    explicit Folder(std::string called) : name{std::move(called)} { std::filesystem::create_directory(name); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(name); }
    std::string name;
};

void kill_once(std::uint64_t round, std::mt19937& random, Told& told, Sums& sums) {
    // A process that is killed while it makes its file leaves one that never got its name.
    const Folder folder{"killed_" + std::to_string(getpid())};
    const std::string path = folder.name + "/a.weir";
    const bool record_late = round % 3 == 2;
    std::memset(&told, 0, sizeof told);
    const pid_t child = fork();
    if (child == 0) be_killed(path, told, record_late);
    // Of every four one is killed while it starts, one as soon as it is recorded.
    const bool at_start = round % 4 == 0;
    if (!at_start)
        while (load_acquire(told.finished[0]) < (record_late ? 1000U : 1U)) std::this_thread::yield();
    usleep(static_cast<useconds_t>(random() % (round % 4 == 2 ? 100 : 3000)));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    INFO("round " << round);

    if (access(path.c_str(), F_OK) != 0) {
        REQUIRE(told.when_recorded[0] == 0);
        ++sums.without_file;
        return;
    }
    const weir::Recording recording = weir_test::checked(path);
    CHECK_FALSE(recording.is_live());
    CHECK_FALSE(recording.closed_utc());
    const Look look{recording};
    CHECK(look.torn == 0);
    CHECK(look.wrong_order == 0);
    for (std::uint64_t t = 0; t < writers; ++t) {
        INFO("thread " << t << " told of " << told.finished[t] << " finished runs, of " << told.when_recorded[t]
                       << " when it was recorded; found " << look.found[t].measured);
        sums.runs += told.finished[t];
        CHECK(look.found[t].measured <= told.finished[t] + 1);
        // A run that began after record() was over has ended.
        const bool has_moved = told.when_recorded[t] != 0 && told.finished[t] > told.when_recorded[t];
        if (has_moved || (told.when_recorded[t] != 0 && !record_late)) {
            ++sums.held_to;
            CHECK(look.found[t].measured >= told.finished[t]);
            CHECK(missing(look.found[t], t, told.finished[t]) == 0);
        } else {
            ++sums.left_open;
        }
    }
}

void kill_often(std::uint64_t rounds) {
    auto* const told = static_cast<Told*>(
        mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    REQUIRE(told != MAP_FAILED);
    const std::uint32_t seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random{seed};
    Sums sums;
    for (std::uint64_t round = 0; round < rounds; ++round) kill_once(round, random, *told, sums);
    WARN(rounds << " processes killed: " << sums.runs << " finished runs, " << sums.held_to << " threads all there, "
                << sums.left_open << " killed before they were recorded, " << sums.without_file << " without a file");
    CHECK(sums.held_to > rounds / 2);
    munmap(told, sizeof(Told));
}

}  // namespace

TEST_CASE("200 processes are killed") { kill_often(200); }
TEST_CASE("5,000 processes are killed", "[.soak]") { kill_often(5000); }
