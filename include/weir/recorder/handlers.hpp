#pragma once

#include <weir/base/lock.hpp>
#include <weir/recorder/violation.hpp>

#include <type_traits>

namespace weir::inline WEIR_ABI::detail {

/// True while this thread is in a handler: what a handler's own runs violate is held back, for it could not be told
/// without telling it forever.
inline thread_local constinit bool in_handler = false;

/// Who hears of violations. A handler is called by one thread at a time, so that it needs no lock of its own.
class Handlers {
public:
    Handlers() = default;
    Handlers(const Handlers&) = delete;
    Handlers& operator=(const Handlers&) = delete;
    ~Handlers() { clear(); }

    /// Only when no run can tell anything any more.
    void clear() noexcept {
        while (first_ != nullptr) {
            Node* next = first_->next;
            first_->destroy(first_);
            first_ = next;
        }
    }

    template <class F>
    void add(F&& function, std::int64_t least_interval, std::size_t node_count) {
        using Function = std::decay_t<F>;
        struct Made : Node {
            Made(F&& f, std::size_t count) : handler{static_cast<F&&>(f)} { this->told = new Told[count]{}; }
            Function handler;
        };
        auto* node = new Made{static_cast<F&&>(function), node_count};
        node->least_interval = least_interval;
        node->call = [](Node* self, const Violation& violation) { static_cast<Made*>(self)->handler(violation); };
        node->destroy = [](Node* self) {
            delete[] self->told;
            delete static_cast<Made*>(self);
        };
        const Locked locked{lock_};
        Node** end = &first_;
        while (*end != nullptr) end = &(*end)->next;
        store_release(*end, static_cast<Node*>(node));
    }

    [[nodiscard]] bool empty() const noexcept { return load_acquire(first_) == nullptr; }

    /// For who forks.
    [[nodiscard]] Lock& lock() noexcept { return lock_; }
    /// In the child of a fork: a thread that was telling a handler is no more, unless it is the one that forked.
    void unlock_all() noexcept {
        if (in_handler) return;
        for (Node* node = first_; node != nullptr; node = node->next) node->lock.unlock();
    }

    /// `time`: nanoseconds of the pipeline's clock. Returns how many handlers threw.
    std::uint64_t tell(Violation violation, std::size_t node_index, std::uint64_t time) noexcept {
        std::uint64_t threw = 0;
        for (Node* node = load_acquire(first_); node != nullptr; node = load_acquire(node->next)) {
            Told& told = node->told[node_index];
            if (in_handler) {
                add_shared(told.held_back, std::uint64_t{1});
                continue;
            }
            const Locked locked{node->lock};
            // Signed: a thread whose run ended before the one that was told last may come to the lock behind it.
            if (told.ever && node->least_interval > 0 &&
                static_cast<std::int64_t>(time - told.last) < node->least_interval) {
                add_shared(told.held_back, std::uint64_t{1});
                continue;
            }
            told.ever = true;
            told.last = time;
            violation.held_back = __atomic_exchange_n(&told.held_back, std::uint64_t{0}, __ATOMIC_ACQ_REL);
            in_handler = true;
            WEIR_TRY { node->call(node, violation); }
            WEIR_CATCH_ALL { ++threw; }
            in_handler = false;
        }
        return threw;
    }

private:
    struct Told {
        std::uint64_t last = 0;
        std::uint64_t held_back = 0;
        bool ever = false;
    };
    struct Node {
        Node* next = nullptr;
        void (*call)(Node*, const Violation&) = nullptr;
        void (*destroy)(Node*) = nullptr;
        Told* told = nullptr;  ///< for each node of the pipeline
        std::int64_t least_interval = 0;
        Lock lock;
    };

    Node* first_ = nullptr;
    Lock lock_;
};

}  // namespace weir::inline WEIR_ABI::detail
