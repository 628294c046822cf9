#pragma once

#include <weir/recorder/file/environment.hpp>
#include <weir/recorder/file/forks.hpp>
#include <weir/recorder/filter.hpp>
#include <weir/recorder/handlers.hpp>
#include <weir/recorder/key_names.hpp>
#include <weir/recorder/shards.hpp>
#include <weir/recorder/shared_figures.hpp>

#include <cstdio>

namespace weir::inline WEIR_ABI::detail {

/// What the threads of one pipeline share. Belongs to the pipeline's copies together; its shards are freed with the
/// last of them, the object itself with the last thread that remembers it.
class Recorder : public Shards, public SharedFigures, ForkWatcher {
public:
    using ShardNode = Node;

    /// Takes the schema, which was made by allocate_zeroed. `prepare_shard` makes what zero bytes do not: analyzers.
    Recorder(layout::Schema* made_schema, void (*prepare_shard)(layout::Shard&))
        : Shards{made_schema, prepare_shard},
          ForkWatcher{[](ForkWatcher& self) noexcept { static_cast<Recorder&>(self).lock_for_fork(); },
                      [](ForkWatcher& self, bool is_child) noexcept {
                          static_cast<Recorder&>(self).go_on_after_fork(is_child);
                      }} {}
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    KeyNames keys;
    Filter filter;
    Handlers handlers;

    // Owners: the copies of the pipeline, and threads' memories of it.
    void own() noexcept { add_shared(owners_, std::uint32_t{1}); }
    WEIR_COLD void disown() noexcept {
        if (add_shared(owners_, ~std::uint32_t{0}) != 1) return;
        unwatch_forks();
        {
            const Locked locked{lock_};
            move_all();
            for (FileHome* file = file_; file != nullptr; file = file->before) file->close();
            free_all();
        }
        handlers.clear();  // what they hold is the user's: gone with the pipeline, not with some thread
        forget();
    }
    void remember() noexcept { add_shared(memories_, std::uint32_t{1}); }
    WEIR_COLD void forget() noexcept {
        if (add_shared(memories_, ~std::uint32_t{0}) != 1) return;
        free_zeroed(schema);
        delete this;
    }

    /// From now on the figures are in a file, also those there are. Any thread, while others run the pipeline. What the
    /// program asks for takes the place of what WEIR_RECORD asked for.
    WEIR_COLD Placing record(FileRequest request, Refusal& why) noexcept {
        watch_forks();
        const Locked locked{lock_};
        FileHome* const open = file_ != nullptr && file_->is_open() ? file_ : nullptr;
        if (open != nullptr && (request.by_environment || !open->asked_by_environment())) {
            why.say("cannot record into %s: the pipeline '%s' is being recorded already, into %s", request.path,
                    schema->name, open->path());
            return Placing::refused;
        }
        if (request.shards == 0) request.shards = shards_by_default();
        if (request.shards < count()) request.shards = count();
        Placing placing;
        FileHome* const made = FileHome::make(*schema, request, placing, why);
        if (made == nullptr) return placing;
        made->before = file_;
        file_ = made;
        keys.move_to(made->keys());
        move_to(made->shared());
        move_into(*made);
        if (open != nullptr) {
            open->give_up();
            std::fprintf(stderr, "weir: the pipeline '%s' is recorded into %s, as its program asks, not into %s\n",
                         schema->name, made->path(), open->path());
        }
        return Placing::done;
    }
    /// As WEIR_RECORD asks, if it does. What goes wrong is told on stderr, and the pipeline runs on.
    WEIR_COLD void record_if_asked() noexcept {
        const char* const pattern = asked_pattern();
        if (pattern == nullptr) return;
        Refusal why;
        AskedPath path;
        Placing placing = Placing::refused;
        if (path.expand(pattern, schema->name, why)) {
            const FileRequest request{path.text, 0, asked_to_replace(), true, {}};
            placing = record(request, why);
            for (unsigned n = 2; placing == Placing::taken_by_us && n <= AskedPath::most; ++n) {
                path.number(n);
                placing = record(request, why);
            }
        }
        if (placing != Placing::done)
            std::fprintf(stderr, "weir: WEIR_RECORD=%s: the pipeline '%s' is not recorded: %s\n", pattern, schema->name,
                         why.text);
    }
    /// On the slow way to a shard. The child of a process that WEIR_RECORD told to record does so now itself.
    void record_again_if_asked() noexcept {
        if (load(record_again_) == nullptr) return;
        if (const auto again = __atomic_exchange_n(&record_again_, nullptr, __ATOMIC_ACQ_REL); again != nullptr)
            again(*this);
    }

private:
    ~Recorder() {
        while (file_ != nullptr) {
            FileHome* const before = file_->before;
            delete file_;
            file_ = before;
        }
    }

    static std::uint64_t shards_by_default() noexcept {
        const long processors = sysconf(_SC_NPROCESSORS_ONLN);
        return static_cast<std::uint64_t>(processors > 0 ? processors : 1) + 2;
    }

    void lock_for_fork() noexcept {
        lock_.lock();
        filter.lock().lock();
        handlers.lock().lock();
        keys.lock().lock();
        errors_lock_.lock();
        prepare_fork();
    }
    void go_on_after_fork(bool is_child) noexcept {
        if (is_child && file_ != nullptr) {
            if (file_->asked_by_environment()) record_again_ = [](Recorder& self) noexcept { self.record_if_asked(); };
            for (FileHome* file = file_; file != nullptr; file = file->before) file->leave_to_parent();
            start_anew();
            handlers.unlock_all();
        }
        errors_lock_.unlock();
        keys.lock().unlock();
        handlers.lock().unlock();
        filter.lock().unlock();
        lock_.unlock();
    }

    FileHome* file_ = nullptr;  ///< the newest; the older ones were those of the processes that this one is a child of
    std::uint32_t owners_ = 1;
    std::uint32_t memories_ = 1;  ///< the owners together hold one
    /// In a child that has still to record as WEIR_RECORD asks. By pointer, so that a file that only runs pipelines does
    /// not compile how they are recorded.
    void (*record_again_)(Recorder&) noexcept = nullptr;
};

}  // namespace weir::inline WEIR_ABI::detail
