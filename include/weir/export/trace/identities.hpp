#pragma once

#include <weir/export/trace/trace_input.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace weir::inline WEIR_ABI::panel {

/// Gives the processes and threads of a trace numbers that are unique in it, their own where possible: processes of several
/// machines may have the same.
class Identities {
public:
    struct Process {
        std::int64_t number;
        bool is_new;
    };
    struct Thread {
        std::int64_t number;
        bool is_new;
    };

    Process process_of(const TraceInput& input) {
        const auto [place, is_new] = processes_.try_emplace({input.machine, input.program, input.process}, 0);
        if (is_new) place->second = take(process_numbers_, input.process);
        return {place->second, is_new};
    }
    /// Of a process that process_of() gave.
    Thread thread_of(std::int64_t process, std::uint64_t thread) {
        const auto [place, is_new] = threads_.try_emplace({process, thread}, 0);
        if (is_new) place->second = take(thread_numbers_, thread);
        return {place->second, is_new};
    }
    /// For a track that has to look like a thread of its own, even where the thread has one already.
    std::int64_t new_thread(std::uint64_t thread) { return take(thread_numbers_, thread); }

private:
    static constexpr std::int64_t first_substitute = (std::int64_t{1} << 22) + 1;  ///< Linux gives no greater numbers
    static constexpr std::uint64_t greatest = 0x7fff'ffff;                         ///< that the formats hold

    struct Numbers {
        std::set<std::int64_t> taken;
        std::int64_t next = first_substitute;
    };
    static std::int64_t take(Numbers& numbers, std::uint64_t wanted) {
        if (wanted > 0 && wanted <= greatest && numbers.taken.insert(static_cast<std::int64_t>(wanted)).second)
            return static_cast<std::int64_t>(wanted);
        while (!numbers.taken.insert(numbers.next).second) ++numbers.next;
        return numbers.next++;
    }

    std::map<std::tuple<std::string, std::string, std::uint64_t>, std::int64_t> processes_;
    std::map<std::pair<std::int64_t, std::uint64_t>, std::int64_t> threads_;
    Numbers process_numbers_;
    Numbers thread_numbers_;
};

}  // namespace weir::inline WEIR_ABI::panel
