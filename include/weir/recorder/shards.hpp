#pragma once

#include <weir/base/lock.hpp>
#include <weir/base/memory.hpp>
#include <weir/recorder/file/file_home.hpp>
#include <weir/recorder/file/moving.hpp>

#include <new>

#include <sys/syscall.h>
#include <unistd.h>

namespace weir::inline WEIR_ABI::detail {

/// One for each process and never the same again, so that what a thread remembers of a pipeline that is gone fits no
/// other.
WEIR_ONE_IN_PROCESS inline constinit std::uint64_t last_recorder_id = 0;

/// The shard that was used last, by a thread among the pipelines of one type or by the object of a SingleThread
/// pipeline: all that the hot path asks.
struct LastShard {
    std::uint64_t recorder_id = 0;
    layout::Shard* shard = nullptr;
};

/// The shards of one pipeline: in ordinary memory, or in a file from the start or from a moment on. Then each thread
/// moves its own at its next run, so that nothing is written while it is copied. Threads are sent there by a new id.
class Shards {
public:
    struct Node {
        Node* next;
        Node* next_free;
        layout::Shard* shard;           ///< where the figures are
        layout::Shard* moves_to;        ///< in the file, where they are to be; nullptr once they are
        layout::Shard* on_heap;         ///< nullptr where they never were; kept for readers that may be in it
        std::uint64_t never_ended = 0;  ///< what runs_under_way says of it while none is
        std::uint64_t under_way = 0;    ///< runs of the thread that forks
        bool is_free = false;
        bool is_forking = false;  ///< the thread that forks has it
    };

    Shards(const Shards&) = delete;
    Shards& operator=(const Shards&) = delete;

    std::uint64_t id = next_id();
    layout::Schema* const schema;

    /// A shard that no thread writes to: one of a finished thread, else a new one; nullptr where there is no room.
    [[nodiscard]] WEIR_COLD Node* take_shard() noexcept {
        const Locked locked{lock_};
        Node* node = free_;
        if (node != nullptr) {
            free_ = node->next_free;
            node->is_free = false;
        } else if ((node = make_shard()) == nullptr) {
            return nullptr;
        }
        store(node->shard->thread, this_thread());
        return node;
    }
    WEIR_COLD void give_back(Node* node) noexcept {
        const Locked locked{lock_};
        if (!alive_) return;
        move(*node);
        node->never_ended = runs_under_way(*schema, *node->shard);
        node->is_free = true;
        node->next_free = free_;
        free_ = node;
    }
    /// The shard of the node, for the thread that has it, which keeps it in `last`. One that is to move moves now, unless
    /// runs are under way that will still write to where it is: then it is asked for again at the next run.
    [[nodiscard]] WEIR_NOINLINE layout::Shard* shard_of(Node& node, LastShard& last) noexcept {
        const std::uint64_t now = load_acquire(id);
        if (load_acquire(node.moves_to) != nullptr) {
            if (runs_under_way(*schema, *node.shard) != node.never_ended) return node.shard;
            move(node);
        }
        last = {now, node.shard};
        return node.shard;
    }
    /// Whether the pipeline still is.
    [[nodiscard]] bool alive() noexcept {
        const Locked locked{lock_};
        return alive_;
    }

    /// The shards there are now, newest first; those that come later stand before it.
    [[nodiscard]] const Node* first_shard() const noexcept { return load_acquire(nodes_); }
    template <class Visit>
    void for_each_shard(Visit visit) const {
        for (const Node* node = first_shard(); node != nullptr; node = node->next) visit(*figures_of(*node));
    }
    [[nodiscard]] static const layout::Shard* figures_of(const Node& node) noexcept { return load_acquire(node.shard); }

protected:
    Shards(layout::Schema* made_schema, void (*prepare_shard)(layout::Shard&)) noexcept
        : schema{made_schema}, prepare_shard_{prepare_shard} {}
    ~Shards() = default;

    /// All by who holds lock_. A file that has just been made has room for all shards there are: they are to be there.
    /// Until its thread has moved it, one that is not running stands in the file as it is now.
    WEIR_COLD void move_into(FileHome& home) noexcept {
        home_ = &home;
        for (Node* node = nodes_; node != nullptr; node = node->next) {
            layout::Shard* const to = home.next_shard();
            prepare_shard_(*to);
            if (!node->is_free) copy_meanwhile(*schema, *node->shard, *to);
            store_release(node->moves_to, to);  // its thread may come at once
            if (node->is_free) move(*node);
        }
        store_release(id, next_id());
    }
    [[nodiscard]] std::uint64_t count() const noexcept {
        std::uint64_t n = 0;
        for (const Node* node = nodes_; node != nullptr; node = node->next) ++n;
        return n;
    }
    /// No run is under way, and none will be.
    void move_all() noexcept {
        alive_ = false;
        for (Node* node = nodes_; node != nullptr; node = node->next) move(*node);
    }
    void free_all() noexcept {
        while (nodes_ != nullptr) {
            Node* next = nodes_->next;
            free_zeroed(nodes_->on_heap);
            delete nodes_;
            nodes_ = next;
        }
    }

    void prepare_fork() noexcept {
        for (Node* node = nodes_; node != nullptr; node = node->next) {
            node->is_forking = !node->is_free && load(node->shard->thread) == this_thread();
            node->under_way = node->is_forking ? runs_under_way(*schema, *node->shard) - node->never_ended : 0;
        }
    }
    /// In the child of a fork: as if there had been no runs but those under way. What is in files is zeros already.
    WEIR_COLD void start_anew() noexcept {
        for (Node* node = nodes_; node != nullptr; node = node->next) {
            layout::Shard& shard = *node->shard;
            if (&shard == node->on_heap) std::memset(static_cast<void*>(&shard), 0, schema->shard.size);
            prepare_shard_(shard);
            shard.state = layout::ShardState::in_use;
            shard.thread = node->is_forking ? this_thread() : 0;
            shard.runs = node->under_way;
            node->never_ended = runs_under_way(*schema, shard) - node->under_way;
            node->moves_to = nullptr;
        }
        store(id, next_id());
    }

    Lock lock_;

private:
    static std::uint64_t next_id() noexcept { return add_shared(last_recorder_id, std::uint64_t{1}) + 1; }
    static std::uint64_t this_thread() noexcept { return static_cast<std::uint64_t>(syscall(SYS_gettid)); }

    Node* make_shard() noexcept {
        const bool in_file = home_ != nullptr && home_->is_open();
        auto* const shard = in_file ? home_->next_shard()
                                    : static_cast<layout::Shard*>(allocate_zeroed(schema->shard.size));
        auto* const node = new (std::nothrow) Node{nodes_, nullptr, shard, nullptr, in_file ? nullptr : shard};
        if (shard == nullptr || node == nullptr) {
            if (!in_file) free_zeroed(shard);
            delete node;
            return nullptr;
        }
        prepare_shard_(*shard);
        store_release(shard->state, layout::ShardState::in_use);
        store_release(nodes_, node);
        return node;
    }
    /// To where it is to be, if it is not there yet. Nobody writes to it meanwhile.
    WEIR_COLD void move(Node& node) noexcept {
        layout::Shard* const to = node.moves_to;
        if (to == nullptr) return;
        move_figures(*schema, *node.shard, *to);
        store_release(node.shard, to);
        store(node.moves_to, static_cast<layout::Shard*>(nullptr));
    }

    void (*prepare_shard_)(layout::Shard&);
    Node* nodes_ = nullptr;
    Node* free_ = nullptr;
    FileHome* home_ = nullptr;
    bool alive_ = true;
};

}  // namespace weir::inline WEIR_ABI::detail
