#pragma once

#include <weir/base/lock.hpp>
#include <weir/layout/shared.hpp>
#include <weir/recorder/key_names.hpp>

#include <cstddef>

namespace weir::inline WEIR_ABI::detail {

/// What the threads of one pipeline count together, seldom: errors, and runs that found no shard.
class SharedFigures {
public:
    void log_error(std::uint64_t start, StoredKey key, std::size_t stage, const char* message) noexcept {
        const Locked locked{errors_lock_};
        const std::uint64_t n = shared_->error_count;
        auto& record = shared_->errors[n % layout::Shared::error_capacity];
        // A reader in another process knows no lock.
        store(record.sequence, 2 * n + 1);
        release_fence();
        record.start = start;
        record.key = key.value;
        record.key_kind = key.kind;
        record.stage = static_cast<std::uint16_t>(stage);
        std::size_t i = 0;
        for (; message[i] != '\0' && i + 1 < layout::ErrorRecord::message_capacity; ++i) record.message[i] = message[i];
        record.message[i] = '\0';
        record.cut = message[i] != '\0' ? 1 : 0;
        store_release(record.sequence, 2 * (n + 1));
        store_release(shared_->error_count, n + 1);
    }
    void count_unrecorded() noexcept {
        const Locked locked{errors_lock_};
        store(shared_->unrecorded, shared_->unrecorded + 1);
    }
    void count_handler_errors(std::uint64_t count) noexcept {
        const Locked locked{errors_lock_};
        store(shared_->handler_errors, shared_->handler_errors + count);
    }
    /// A copy that no error is being written into.
    [[nodiscard]] layout::Shared copy_shared() const noexcept {
        const Locked locked{errors_lock_};
        return *shared_;
    }

protected:
    SharedFigures() = default;
    ~SharedFigures() = default;
    /// From now on they are in `to`.
    void move_to(layout::Shared& to) noexcept {
        const Locked locked{errors_lock_};
        to = *shared_;
        shared_ = &to;
    }

    mutable Lock errors_lock_;

private:
    layout::Shared own_{};
    layout::Shared* shared_ = &own_;  ///< or in a file
};

}  // namespace weir::inline WEIR_ABI::detail
