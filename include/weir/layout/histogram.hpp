#pragma once

#include <weir/base/atomic.hpp>

#include <cstddef>
#include <cstdint>

namespace weir::inline WEIR_ABI::layout {

/// Base-2 exponential buckets at scale 5, of nanoseconds: bucket i holds 2^(i/32) < v <= 2^((i+1)/32), so a quantile
/// read at a bucket's middle is at most 1.1 % off. The buckets of OpenTelemetry's exponential histogram
/// (https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram) and of Prometheus' native
/// histograms, schema 5; merged by addition.
///
/// Slot 0 counts zeros, slot 1 the value 1 (bucket -1), slot s bucket s - 2, the last slot all above 2^42 ns (73
/// minutes).
struct Histogram {
    static constexpr std::size_t scale = 5;
    static constexpr std::size_t per_octave = std::size_t{1} << scale;
    static constexpr std::size_t octaves = 42;
    static constexpr std::size_t slot_count = octaves * per_octave + 3;
    static constexpr std::size_t overflow_slot = slot_count - 1;

    std::uint64_t counts[slot_count];
};

namespace detail {

/// floor(2^(63 + j/32)): the lower ends of an octave's buckets as the mantissa of a normalised 64-bit word. The exact
/// ends are irrational but for the first, so that "above the floor" and "above the end" are the same for integers.
inline constexpr std::uint64_t bucket_ends[Histogram::per_octave] = {
    0x8000000000000000, 0x82cd8698ac2ba1d7, 0x85aac367cc487b14, 0x88980e8092da8527, 0x8b95c1e3ea8bd6e6,
    0x8ea4398b45cd53c0, 0x91c3d373ab11c336, 0x94f4efa8fef70961, 0x9837f0518db8a96f, 0x9b8d39b9d54e5538,
    0x9ef5326091a111ad, 0xa27043030c496818, 0xa5fed6a9b15138ea, 0xa9a15ab4ea7c0ef8, 0xad583eea42a14ac6,
    0xb123f581d2ac258f, 0xb504f333f9de6484, 0xb8fbaf4762fb9ee9, 0xbd08a39f580c36be, 0xc12c4cca66709456,
    0xc5672a115506dadd, 0xc9b9bd866e2f27a2, 0xce248c151f8480e3, 0xd2a81d91f12ae45a, 0xd744fccad69d6af4,
    0xdbfbb797daf23755, 0xe0ccdeec2a94e111, 0xe5b906e77c8348a8, 0xeac0c6e7dd24392e, 0xefe4b99bdcdaf5cb,
    0xf5257d152486cc2c, 0xfa83b2db722a033a,
};

struct FirstGuess {
    unsigned char below[64];
};
/// How many bucket ends are below the start of each 64th of an octave. No 64th holds two ends, so that one
/// comparison with the next end finds the bucket.
constexpr FirstGuess make_first_guess() noexcept {
    FirstGuess guess{};
    for (std::size_t cell = 0; cell < 64; ++cell) {
        const std::uint64_t start = (std::uint64_t{1} << 63) + (std::uint64_t{cell} << 57);
        for (const std::uint64_t end : bucket_ends)
            if (end < start) ++guess.below[cell];
    }
    return guess;
}
inline constexpr FirstGuess first_guess = make_first_guess();

/// The slot of any duration but 0: a count of leading zeros, two small tables, one comparison.
WEIR_INLINE constexpr std::size_t computed_slot(std::uint64_t ns) noexcept {
    const auto zeros = static_cast<unsigned>(__builtin_clzll(ns));
    const std::uint64_t mantissa = ns << zeros;
    std::size_t below = first_guess.below[(mantissa >> 57) & 63];
    if (below < Histogram::per_octave) below += mantissa > bucket_ends[below] ? 1 : 0;
    const std::size_t slot = (63 - zeros) * Histogram::per_octave + below + 1;
    return slot < Histogram::overflow_slot ? slot : Histogram::overflow_slot;
}

struct ShortSlots {
    static constexpr std::size_t size = 512;
    std::uint16_t of[size];
};
/// The slots of short durations, for which computing one would be a good part of what is measured.
constexpr ShortSlots make_short_slots() noexcept {
    ShortSlots slots{};
    for (std::size_t ns = 1; ns < ShortSlots::size; ++ns) slots.of[ns] = static_cast<std::uint16_t>(computed_slot(ns));
    return slots;
}
inline constexpr ShortSlots short_slots = make_short_slots();

}  // namespace detail

/// The slot that counts `ns`. O(1): one load for what is short.
WEIR_INLINE constexpr std::size_t slot_of(std::uint64_t ns) noexcept {
    if (ns < detail::ShortSlots::size) [[likely]]
        return detail::short_slots.of[ns];
    return detail::computed_slot(ns);
}

}  // namespace weir::inline WEIR_ABI::layout
