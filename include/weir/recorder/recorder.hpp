#pragma once

#include <weir/base/lock.hpp>
#include <weir/base/memory.hpp>
#include <weir/layout/shard.hpp>
#include <weir/layout/shared.hpp>
#include <weir/recorder/filter.hpp>
#include <weir/recorder/handlers.hpp>
#include <weir/recorder/key_names.hpp>

#include <new>

namespace weir::inline WEIR_ABI::detail {

/// One for each process and never the same again, so that what a thread remembers of a pipeline that is gone fits no
/// other.
WEIR_ONE_IN_PROCESS inline constinit std::uint64_t last_recorder_id = 0;

/// What the threads of one pipeline share. Belongs to the pipeline's copies together; its shards are freed with the
/// last of them, the object itself with the last thread that remembers it.
class Recorder {
public:
    struct ShardNode {
        ShardNode* next;
        ShardNode* next_free;
        layout::Shard* shard;
    };

    /// Takes the schema, which was made by allocate_zeroed. `prepare_shard` makes what zero bytes do not: analyzers.
    Recorder(layout::Schema* made_schema, void (*prepare_shard)(layout::Shard&))
        : id{add_shared(last_recorder_id, std::uint64_t{1}) + 1}, schema{made_schema}, prepare_shard_{prepare_shard} {}
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    const std::uint64_t id;
    layout::Schema* const schema;
    KeyNames keys;
    Filter filter;
    Handlers handlers;

    // Owners: the copies of the pipeline, and threads' memories of it.
    void own() noexcept { add_shared(owners_, std::uint32_t{1}); }
    void disown() noexcept {
        if (add_shared(owners_, ~std::uint32_t{0}) != 1) return;
        {
            const Locked locked{lock_};
            alive_ = false;
            while (shards_ != nullptr) {
                ShardNode* next = shards_->next;
                free_zeroed(shards_->shard);
                delete shards_;
                shards_ = next;
            }
        }
        handlers.clear();  // what they hold is the user's: gone with the pipeline, not with some thread
        forget();
    }
    void remember() noexcept { add_shared(memories_, std::uint32_t{1}); }
    void forget() noexcept {
        if (add_shared(memories_, ~std::uint32_t{0}) != 1) return;
        free_zeroed(schema);
        delete this;
    }
    [[nodiscard]] bool alive() noexcept {
        const Locked locked{lock_};
        return alive_;
    }

    /// A shard that no thread writes to: one of a finished thread, else a new one; nullptr where there is no memory.
    [[nodiscard]] ShardNode* take_shard() noexcept {
        const Locked locked{lock_};
        if (free_ != nullptr) {
            ShardNode* node = free_;
            free_ = node->next_free;
            return node;
        }
        auto* shard = static_cast<layout::Shard*>(allocate_zeroed(schema->shard.size));
        auto* node = new (std::nothrow) ShardNode{shards_, nullptr, shard};
        if (shard == nullptr || node == nullptr) {
            free_zeroed(shard);
            delete node;
            return nullptr;
        }
        prepare_shard_(*shard);
        shard->state = layout::ShardState::in_use;
        store_release(shards_, node);
        return node;
    }
    void give_back(ShardNode* node) noexcept {
        const Locked locked{lock_};
        if (!alive_) return;
        node->next_free = free_;
        free_ = node;
    }

    /// The shards there are now, newest first; those that come later stand before it.
    [[nodiscard]] const ShardNode* first_shard() const noexcept { return load_acquire(shards_); }
    template <class Visit>
    void for_each_shard(Visit visit) const {
        for (const ShardNode* node = first_shard(); node != nullptr; node = node->next) visit(*node->shard);
    }

    void log_error(std::uint64_t start, StoredKey key, std::size_t stage, const char* message) noexcept {
        const Locked locked{errors_lock_};
        const std::uint64_t n = shared_.error_count;
        auto& record = shared_.errors[n % layout::Shared::error_capacity];
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
        store_release(shared_.error_count, n + 1);
    }
    void count_unrecorded() noexcept {
        const Locked locked{errors_lock_};
        store(shared_.unrecorded, shared_.unrecorded + 1);
    }
    void count_handler_errors(std::uint64_t count) noexcept {
        const Locked locked{errors_lock_};
        store(shared_.handler_errors, shared_.handler_errors + count);
    }
    /// A copy that no error is being written into.
    [[nodiscard]] layout::Shared copy_shared() noexcept {
        const Locked locked{errors_lock_};
        return shared_;
    }

private:
    ~Recorder() = default;

    layout::Shared shared_{};
    void (*prepare_shard_)(layout::Shard&);
    ShardNode* shards_ = nullptr;
    ShardNode* free_ = nullptr;
    std::uint32_t owners_ = 1;
    std::uint32_t memories_ = 1;  ///< the owners together hold one
    bool alive_ = true;
    Lock lock_;
    Lock errors_lock_;
};

}  // namespace weir::inline WEIR_ABI::detail
