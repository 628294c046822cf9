// Runs that are kept, as a reader in another process finds them: whole or not at all, also where the writer was killed.
#include "support/catch.hpp"

#include <weir/layout/keeping.hpp>

#include <csignal>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace weir::layout;

namespace {

/// A shard of two leaves in memory that child processes share.
struct SharedShard {
    static constexpr std::uint64_t words = 4;  // a record's: its head, and two durations

    SharedShard(std::uint32_t slowest, std::uint32_t violations) {
        schema.leaf_count = 2;
        schema.record_size = 8 * words;
        schema.ring_capacity = 16;
        schema.kept_slowest = slowest;
        schema.around_before = 2;
        schema.around_after = 1;
        schema.kept_around = violations * 4;
        schema.shard.ring = sizeof(Shard);
        schema.shard.kept = schema.shard.ring + schema.ring_capacity * schema.record_size;
        schema.shard.size = schema.shard.kept + (slowest + schema.kept_around) * Kept::size(schema.record_size);
        memory = ::mmap(nullptr, schema.shard.size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        REQUIRE(memory != MAP_FAILED);
        shard = ::new (memory) Shard{};
    }
    SharedShard(const SharedShard&) = delete;
    SharedShard& operator=(const SharedShard&) = delete;
    ~SharedShard() { ::munmap(memory, schema.shard.size); }

    Schema schema{};
    void* memory;
    Shard* shard;
};

/// All that a record of the run `x` holds is a function of it. Each fifth takes two slots, each third violates.
std::uint64_t first_ns(std::uint64_t x) { return x % 5 == 0 ? (std::uint64_t{7} << 32) + x : x; }
std::uint64_t second_ns(std::uint64_t x) { return x / 2; }
bool violates(std::uint64_t x) { return x % 3 == 0; }

/// What the instrument does at the end of a run.
void end_run(SharedShard& in, std::uint64_t x) {
    using namespace weir::detail;
    const bool wide = x % 5 == 0;
    Shard& shard = *in.shard;
    const std::uint64_t number = load_own(shard.ended);
    const std::uint64_t slots = wide ? 2 : 1;
    store(shard.begun, number + slots);
    release_fence();
    for (std::uint64_t slot = 0; slot < slots; ++slot) {
        const std::uint32_t flags = !wide ? 0 : slot == 0 ? RunRecord::has_upper_halves : RunRecord::is_upper_halves;
        auto* const record = shard.at<std::uint64_t>(in.schema.shard.ring) +
                             (number + slot) % in.schema.ring_capacity * in.words;
        store(record[0], x);
        store(record[1], ~x);
        store(record[2], RunRecord::last_word(RunEnd::ok, KeyKind::number, RunRecord::no_stage, flags));
        const unsigned shift = slot == 0 ? 0 : 32;
        store(record[3], (first_ns(x) >> shift & 0xffff'ffff) | (second_ns(x) >> shift & 0xffff'ffff) << 32);
    }
    store_release(shard.ended, number + slots);
    if (const std::uint64_t total = first_ns(x) + second_ns(x); total > load_own(shard.kept_floor))
        keep_slow(in.schema, shard, total);
    if (violates(x) || load_own(shard.around_left) != 0) keep_around(in.schema, shard, violates(x));
}

struct KeptRun {
    Kept head;
    std::uint64_t record[2][SharedShard::words];
};
static_assert(sizeof(KeptRun) == Kept::size(8 * SharedShard::words));

bool is_whole(const KeptRun& run) {
    const std::uint64_t x = run.record[0][0];
    const auto half = [&](int slot, std::size_t leaf) { return run.record[slot][3] >> (32 * leaf) & 0xffff'ffff; };
    if (run.record[0][1] != ~x || run.head.total != first_ns(x) + second_ns(x)) return false;
    if (half(0, 0) != (first_ns(x) & 0xffff'ffff) || half(0, 1) != (second_ns(x) & 0xffff'ffff)) return false;
    if (x % 5 != 0) return true;
    return run.record[1][0] == x && half(1, 0) == first_ns(x) >> 32 && half(1, 1) == second_ns(x) >> 32;
}
std::vector<KeptRun> slowest(const SharedShard& in) {
    std::vector<KeptRun> found;
    for (std::uint64_t slot = 0; slot < in.schema.kept_slowest; ++slot) {
        std::uint64_t words[sizeof(KeptRun) / 8];
        if (!copy_slow(in.schema, *in.shard, slot, words)) continue;
        std::memcpy(&found.emplace_back(), words, sizeof words);
    }
    return found;
}
std::vector<KeptRun> around(const SharedShard& in) {
    std::vector<std::uint64_t> words(in.schema.kept_around * sizeof(KeptRun) / 8);
    std::vector<KeptRun> found(copy_around(in.schema, *in.shard, words.data()));
    if (!found.empty()) std::memcpy(found.data(), words.data(), found.size() * sizeof(KeptRun));
    return found;
}

}  // namespace

TEST_CASE("a slot that was never written, or is being written, holds no run") {
    SharedShard in{2, 1};
    CHECK(slowest(in).empty());
    CHECK(around(in).empty());
    end_run(in, 7);
    REQUIRE(slowest(in).size() == 1);
    CHECK(slowest(in)[0].head.total == 7 + 3);
    CHECK(slowest(in)[0].head.sequence == 2);
    CHECK(in.shard->kept_floor == 0);
    end_run(in, 8);
    CHECK(in.shard->kept_floor == 10);
    auto& sequence = in.shard->at<Kept>(in.schema.shard.kept)->sequence;
    ++sequence;
    CHECK(slowest(in).size() == 1);
    ++sequence;
    CHECK(slowest(in).size() == 2);
}

TEST_CASE("the runs around violations, of which one is being written") {
    SharedShard in{1, 1};
    for (std::uint64_t x = 1; x <= 4; ++x) end_run(in, x);
    auto kept = around(in);
    REQUIRE(kept.size() == 4);  // 1 2 3 4
    CHECK(kept[0].record[0][0] == 1);
    CHECK(kept[2].head.why == 1);
    CHECK(kept[3].head.why == 0);
    in.shard->around_begun = 5;  // takes the place of the first
    kept = around(in);
    REQUIRE(kept.size() == 3);
    CHECK(kept[0].record[0][0] == 2);
}

TEST_CASE("a writer that is killed leaves whole runs behind") {
    std::uint64_t most_seen = 0;
    for (long pause = 0; pause < 60; ++pause) {
        SharedShard in{8, 3};
        const pid_t writer = ::fork();
        REQUIRE(writer >= 0);
        if (writer == 0)
            for (std::uint64_t x = 1;; ++x) end_run(in, x);  // ever slower: each fifth takes a slot
        while (weir::detail::load_acquire(in.shard->ended) < 100) {}
        const timespec some{0, pause * 7'919};
        ::nanosleep(&some, nullptr);
        REQUIRE(::kill(writer, SIGKILL) == 0);
        REQUIRE(::waitpid(writer, nullptr, 0) == writer);
        const auto slow = slowest(in);
        CHECK(slow.size() >= 7);  // but the one that was being written
        for (const KeptRun& run : slow) CHECK(is_whole(run));
        const auto near = around(in);
        CHECK(near.size() >= 11);
        for (std::size_t i = 0; i < near.size(); ++i) {
            CHECK(is_whole(near[i]));
            CHECK(near[i].head.why == (violates(near[i].record[0][0]) ? 1 : 0));
            if (i != 0) CHECK(near[i].head.number > near[i - 1].head.number);
        }
        most_seen += in.shard->ended;
    }
    CHECK(most_seen > 6'000);
}
