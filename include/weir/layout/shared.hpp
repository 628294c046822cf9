#pragma once

#include <weir/layout/run_record.hpp>

namespace weir::inline WEIR_ABI::layout {

/// The last errors of a pipeline, kept in a ring that all its threads share.
struct ErrorRecord {
    static constexpr std::size_t message_capacity = 121;  ///< 120 bytes of what() and a closing zero

    std::uint64_t sequence;  ///< odd while the record is being written; 2 * (n + 1) once it is the n-th error, from 0
    std::uint64_t start;     ///< of the run, in ticks of the pipeline's clock
    std::uint64_t key;
    KeyKind key_kind;
    std::uint8_t cut;     ///< 1 where the message was longer
    std::uint16_t stage;  ///< the leaf
    char message[message_capacity];
};

/// The names of keys, each stored once. A run whose key's name finds no room counts it in Shard::keys_dropped. Readers take `count` (acquire) and may read so many entries.
struct KeyTable {
    static constexpr std::uint32_t capacity = 4096;
    static constexpr std::uint32_t index_size = 2 * capacity;  ///< open addressing, at most half full
    static constexpr std::uint32_t text_capacity = 1U << 18;

    struct Entry {
        std::uint32_t offset;
        std::uint32_t size;
        std::uint64_t hash;
    };
    std::uint32_t count;
    std::uint32_t text_used;
    std::uint32_t index[index_size];  ///< 0 empty, else the entry's number plus one
    Entry entries[capacity];
    char text[text_capacity];
};

/// What the threads of one pipeline write together, seldom.
struct Shared {
    static constexpr std::size_t error_capacity = 16;

    std::uint64_t unrecorded;      ///< runs that found no shard: no memory, or their thread was ending
    std::uint64_t handler_errors;  ///< violation handlers that threw
    std::uint64_t error_count;     ///< errors ever; the last error_capacity of them are kept
    ErrorRecord errors[error_capacity];
};

}  // namespace weir::inline WEIR_ABI::layout
