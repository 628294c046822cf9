#pragma once

#include <weir/base/lock.hpp>
#include <weir/base/pattern.hpp>
#include <weir/recorder/key_names.hpp>

#include <new>

namespace weir::inline WEIR_ABI::detail {

/// Which runs are traced, by their keys. Decided once for each name; a number is matched as its decimal digits.
class Filter {
public:
    Filter() = default;
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;
    ~Filter() {
        while (patterns_ != nullptr) {
            Pattern* next = patterns_->next;
            ::operator delete(patterns_);
            patterns_ = next;
        }
    }

    void add(Text pattern, bool keeps_out) {
        void* memory = ::operator new(sizeof(Pattern) + pattern.size);
        char* characters = static_cast<char*>(memory) + sizeof(Pattern);
        if (pattern.size != 0) std::memcpy(characters, pattern.data, pattern.size);
        const Locked locked{lock_};
        store_release(patterns_, ::new (memory) Pattern{patterns_, Text{characters, pattern.size}, keeps_out});
        for (auto& decision : decisions_) store(decision, undecided);
        store_release(active_, true);
    }

    [[nodiscard]] WEIR_INLINE bool active() const noexcept { return load(active_); }

    /// For who forks.
    [[nodiscard]] Lock& lock() noexcept { return lock_; }

    bool lets_in(const Key& key, StoredKey stored) noexcept {
        if (stored.kind != layout::KeyKind::name) return decide(key);
        unsigned char& decision = decisions_[stored.value];
        if (const unsigned char known = load(decision); known != undecided) return known == let_in;
        const Locked locked{lock_};  // so that no pattern is added between the decision and its keeping
        const bool in = decide(key);
        store(decision, in ? let_in : kept_out);
        return in;
    }

private:
    struct Pattern {
        Pattern* next;
        Text text;
        bool keeps_out;
    };
    static constexpr unsigned char undecided = 0;
    static constexpr unsigned char let_in = 1;
    static constexpr unsigned char kept_out = 2;

    [[nodiscard]] bool decide(const Key& key) const noexcept {
        char digits[20];
        Text name = key.name();
        if (key.kind() == Key::Kind::number) {
            std::size_t first = sizeof digits;
            std::uint64_t rest = key.number();
            do digits[--first] = static_cast<char>('0' + rest % 10);
            while ((rest /= 10) != 0);
            name = Text{digits + first, sizeof digits - first};
        }
        bool any_lets_in = false;
        bool let = false;
        for (const Pattern* p = load_acquire(patterns_); p != nullptr; p = p->next) {
            const bool hit = fits(p->text, name);
            if (p->keeps_out && hit) return false;
            if (!p->keeps_out) {
                any_lets_in = true;
                let = let || hit;
            }
        }
        return let || !any_lets_in;
    }

    Pattern* patterns_ = nullptr;
    bool active_ = false;
    Lock lock_;
    unsigned char decisions_[layout::KeyTable::capacity] = {};
};

}  // namespace weir::inline WEIR_ABI::detail
