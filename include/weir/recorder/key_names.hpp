#pragma once

#include <weir/base/lock.hpp>
#include <weir/base/memory.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/shared.hpp>
#include <weir/recorder/key.hpp>

#include <cstring>

namespace weir::inline WEIR_ABI::detail {

/// A key as it stands in a run record.
struct StoredKey {
    layout::KeyKind kind = layout::KeyKind::none;
    std::uint64_t value = 0;
};

/// The names of the keys of one pipeline: a name is found without a lock, a new one is added under it.
class KeyNames {
public:
    KeyNames() = default;
    KeyNames(const KeyNames&) = delete;
    KeyNames& operator=(const KeyNames&) = delete;
    ~KeyNames() { free_zeroed(on_heap_); }

    /// O(length of the name). Where the table is full the key is stored as unknown, and counted in the shard of the
    /// calling thread, if it has one.
    WEIR_INLINE StoredKey store(const Key& key, layout::Shard* shard) noexcept {
        if (key.kind() == Key::Kind::none) return {};
        return store_some(key, shard);
    }

private:
    WEIR_NOINLINE StoredKey store_some(const Key& key, layout::Shard* shard) noexcept {
        if (key.kind() == Key::Kind::number) return {layout::KeyKind::number, key.number()};
        if (key.kind() == Key::Kind::unknown) return {layout::KeyKind::unknown, 0};
        const std::uint64_t hash = hash_of(key.name());
        layout::KeyTable* table = load_acquire(table_);
        std::uint32_t slot = static_cast<std::uint32_t>(hash) % layout::KeyTable::index_size;
        // Asked before the search: of a full table its answer is final, so that what finds no room takes no lock.
        const bool full = table != nullptr && load_acquire(full_);
        std::uint32_t number = table == nullptr ? 0 : find(*table, key.name(), hash, slot);
        if (number == 0 && !full) number = add(key.name(), hash);
        if (number == 0) {
            if (shard != nullptr) add_alone(shard->keys_dropped, 1);
            return {layout::KeyKind::unknown, 0};
        }
        return {layout::KeyKind::name, number - 1};
    }

public:
    /// The key again; its name lives as long as the pipeline's state.
    [[nodiscard]] Key read(layout::KeyKind kind, std::uint64_t value) const noexcept {
        if (kind == layout::KeyKind::none) return Key{};
        if (kind == layout::KeyKind::number) return Key{value};
        const layout::KeyTable* table = load_acquire(table_);
        if (kind == layout::KeyKind::unknown || table == nullptr || value >= load_acquire(table->count))
            return Key::unknown();
        const auto& entry = table->entries[value];
        return Key{Text{table->text + entry.offset, entry.size}};
    }

    [[nodiscard]] const layout::KeyTable* table() const noexcept { return load_acquire(table_); }

    /// From now on the names are in `to`, which is zeros; each keeps its number.
    void move_to(layout::KeyTable& to) noexcept {
        const Locked locked{lock_};
        if (table_ != nullptr) copy(*table_, to);
        store_release(table_, &to);
    }
    /// The first names, as many as there are now. Others may be added meanwhile, by another process too.
    static void copy(const layout::KeyTable& from, layout::KeyTable& to) noexcept {
        const std::uint32_t count = load_acquire(from.count);
        if (count == 0 || count > layout::KeyTable::capacity) return;
        const auto& last = from.entries[count - 1];
        const std::uint64_t text = std::uint64_t{last.offset} + last.size;
        if (text > layout::KeyTable::text_capacity) return;
        std::memcpy(to.entries, from.entries, count * sizeof *from.entries);
        std::memcpy(to.text, from.text, text);
        to.text_used = static_cast<std::uint32_t>(text);
        store_release(to.count, count);
        for (std::uint32_t slot = 0; slot < layout::KeyTable::index_size; ++slot)
            if (const std::uint32_t number = load(from.index[slot]); number <= count) to.index[slot] = number;
    }
    /// For who forks.
    [[nodiscard]] Lock& lock() noexcept { return lock_; }

private:
    // FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): keys are short.
    static std::uint64_t hash_of(Text name) noexcept {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        return hash ^ (hash >> 32);
    }

    /// The number of the entry plus one; 0, and the free slot, where there is none.
    static std::uint32_t find(const layout::KeyTable& table, Text name, std::uint64_t hash,
                              std::uint32_t& slot) noexcept {
        for (;; slot = (slot + 1) % layout::KeyTable::index_size) {
            const std::uint32_t number = load_acquire(table.index[slot]);
            if (number == 0) return 0;
            const auto& entry = table.entries[number - 1];
            if (entry.hash == hash && Text{table.text + entry.offset, entry.size} == name) return number;
        }
    }

    std::uint32_t add(Text name, std::uint64_t hash) noexcept {
        const Locked locked{lock_};
        if (table_ == nullptr) {
            auto* made = static_cast<layout::KeyTable*>(allocate_zeroed(sizeof(layout::KeyTable)));
            if (made == nullptr) return 0;
            on_heap_ = made;
            store_release(table_, made);
        }
        layout::KeyTable& table = *table_;
        std::uint32_t slot = static_cast<std::uint32_t>(hash) % layout::KeyTable::index_size;
        if (const std::uint32_t number = find(table, name, hash, slot); number != 0) return number;
        if (table.count == layout::KeyTable::capacity ||
            name.size > layout::KeyTable::text_capacity - table.text_used) {
            if (table.count == layout::KeyTable::capacity) store_release(full_, true);
            return 0;
        }
        const std::uint32_t number = table.count;
        table.entries[number] = {table.text_used, static_cast<std::uint32_t>(name.size), hash};
        if (name.size != 0) std::memcpy(table.text + table.text_used, name.data, name.size);
        table.text_used += static_cast<std::uint32_t>(name.size);
        store_release(table.count, number + 1);
        store_release(table.index[slot], number + 1);
        return number + 1;
    }

    layout::KeyTable* table_ = nullptr;
    layout::KeyTable* on_heap_ = nullptr;  ///< kept after a move, for readers that may be in it
    bool full_ = false;  ///< whether a name was refused for want of entries, so that all later ones are
    Lock lock_;
};

}  // namespace weir::inline WEIR_ABI::detail
