#pragma once

#include <weir/base/config.hpp>

#include <cstddef>
#include <utility>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

namespace weir::inline WEIR_ABI::panel {

/// The pages of a mapped file that were read and are not needed any more: given back to the system once they are many, so
/// that the reader of a large file stays small. What is touched again is mapped again. Of a file only: ordinary memory
/// would lose what is in it.
class ReadPages {
public:
    /// `drop`: false where the memory is no file's, and nothing is to be done.
    explicit ReadPages(bool drop) noexcept : drop_{drop} {}

    /// What lies from `begin` to before `end` was read.
    void add(const void* begin, const void* end) {
        const auto first = reinterpret_cast<std::size_t>(begin), last = reinterpret_cast<std::size_t>(end);
        if (!drop_ || last <= first) return;
        bytes_ += last - first;
        if (!ranges_.empty() && ranges_.back().second == first) ranges_.back().second = last;
        else ranges_.emplace_back(first, last);
        if (bytes_ >= most_bytes || ranges_.size() == most_ranges) drop();
    }

private:
    static constexpr std::size_t most_bytes = std::size_t{16} << 20;
    static constexpr std::size_t most_ranges = 4096;

    void drop() noexcept {
        static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        for (const auto& [begin, end] : ranges_) {
            // Outwards: a page that others still need is mapped again.
            const std::size_t first = begin / page * page;
            ::madvise(reinterpret_cast<void*>(first), (end - first + page - 1) / page * page, MADV_DONTNEED);
        }
        ranges_.clear();
        bytes_ = 0;
    }

    bool drop_;
    std::size_t bytes_ = 0;
    std::vector<std::pair<std::size_t, std::size_t>> ranges_;  ///< addresses
};

}  // namespace weir::inline WEIR_ABI::panel
