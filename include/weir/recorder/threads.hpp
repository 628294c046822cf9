#pragma once

#include <weir/base/allocations.hpp>
#include <weir/recorder/recorder.hpp>

namespace weir::inline WEIR_ABI::detail {

inline thread_local constinit bool thread_is_ending = false;

/// The shards of the calling thread. When the thread ends they go back to their recorders, figures and all.
class ThreadShards {
public:
    ThreadShards() = default;
    ThreadShards(const ThreadShards&) = delete;
    ThreadShards& operator=(const ThreadShards&) = delete;
    ~ThreadShards() {
        thread_is_ending = true;
        while (first_ != nullptr) drop(&first_, true);
    }

    /// The calling thread's shard of the recorder, remembered in `last`; nullptr where there is no memory for one.
    layout::Shard* find(Recorder& recorder, LastShard& last) noexcept {
        for (Entry** link = &first_; *link != nullptr; link = &(*link)->next) {
            Entry* entry = *link;
            if (entry->recorder != &recorder) continue;
            *link = entry->next;  // to the front: threads come back to what they used
            entry->next = first_;
            first_ = entry;
            return recorder.shard_of(*entry->node, last);
        }
        return take(recorder, last);
    }

private:
    struct Entry {
        Entry* next;
        Recorder* recorder;
        Recorder::ShardNode* node;
        LastShard* last;
    };

    layout::Shard* take(Recorder& recorder, LastShard& last) noexcept {
        for (Entry** link = &first_; *link != nullptr;) {
            if ((*link)->recorder->alive()) link = &(*link)->next;
            else drop(link, false);
        }
        auto* entry = new (std::nothrow) Entry{first_, &recorder, nullptr, &last};
        if (entry == nullptr) return nullptr;
        entry->node = recorder.take_shard();
        if (entry->node == nullptr) {
            delete entry;
            return nullptr;
        }
        recorder.remember();
        first_ = entry;
        return recorder.shard_of(*entry->node, last);
    }

    WEIR_COLD static void drop(Entry** link, bool give_back) noexcept {
        Entry* entry = *link;
        *link = entry->next;
        // A destructor that runs later in this thread and calls the pipeline must not find the shard any more.
        if (entry->last->recorder_id == load(entry->recorder->id)) *entry->last = {};
        if (give_back) entry->recorder->give_back(entry->node);
        entry->recorder->forget();
        delete entry;
    }

    Entry* first_ = nullptr;
};

/// Local to a function, so that a file that measures nothing has no trace of it.
inline ThreadShards& thread_shards() noexcept {
    static thread_local ThreadShards shards;
    return shards;
}

/// The slow way to the calling thread's shard: its first run, or another pipeline of the same type was run between.
WEIR_COLD inline layout::Shard* find_shard(Recorder& recorder, LastShard& last) noexcept {
    const UncountedAllocations ours;
    recorder.record_again_if_asked();
    layout::Shard* shard = thread_is_ending ? nullptr : thread_shards().find(recorder, last);
    if (shard == nullptr) recorder.count_unrecorded();
    return shard;
}

}  // namespace weir::inline WEIR_ABI::detail
