#include "variants.hpp"

#include <weir/clock/counter.hpp>

#include <array>

namespace bench {

namespace {

constexpr std::size_t ring_runs = 4096;  ///< as many as weir's Trace keeps

template <class W>
struct Bare {
    static void run(benchmark::State& state) {
        repeat(state, [](std::uint64_t x) {
            for_each_stage<W>([&](auto) { x = W::stage(x); });
            return x;
        });
    }
};

/// Where a run writes, in turn: Words of 8 bytes each time. What is written is nobody's to leave out.
template <std::size_t Words>
class Ring {
public:
    Ring() { benchmark::DoNotOptimize(words.data()); }
    std::uint64_t* next() {
        std::uint64_t* slot = words.data() + at_ * Words;
        at_ = (at_ + 1) % ring_runs;
        return slot;
    }

private:
    static inline std::array<std::uint64_t, Words * ring_runs> words{};
    std::size_t at_ = 0;
};

template <class W>
struct Limit {
    static void run(benchmark::State& state) {
        Ring<W::stages + 1> ring;
        repeat(state, [&](std::uint64_t x) {
            std::uint64_t* slot = ring.next();
            *slot++ = weir::detail::read_counter();
            for_each_stage<W>([&](auto) {
                x = W::stage(x);
                *slot++ = weir::detail::read_counter();
            });
            return x;
        });
    }
};

template <class W>
struct Paired {
    static void run(benchmark::State& state) {
        Ring<2 * W::stages> ring;
        repeat(state, [&](std::uint64_t x) {
            std::uint64_t* slot = ring.next();
            for_each_stage<W>([&](auto) {
                *slot++ = weir::detail::read_counter();
                x = W::stage(x);
                *slot++ = weir::detail::read_counter();
            });
            return x;
        });
    }
};

}  // namespace

void add_by_hand() {
    add<Bare>("bare", "the stages, called by hand");
    add<Limit>("limit", "the counter is read at each of the N + 1 boundaries, unordered, and stored, 8 bytes each, "
                        "into a ring of 4096 runs; nothing else");
    add<Paired>("paired", "the counter is read before and after each stage, 2 N reads, all stored into a ring");
}

}  // namespace bench
