#pragma once

#include <weir/base/bus_guard.hpp>

#include <cstdint>

namespace weir::inline WEIR_ABI::detail {

enum class FileAccess : unsigned char { read, write };

/// A part of a file in memory, shared with all who map it, in this process and in others; undone with the object.
/// Where the file is cut shorter by somebody, what is lost reads as zeros, and torn() says so.
class MappedFile {
public:
    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept : data_{other.data_}, size_{other.size_}, guard_{other.guard_} {
        other.release();
    }
    MappedFile& operator=(MappedFile&& other) noexcept {
        if (this == &other) return *this;
        unmap();
        data_ = other.data_;
        size_ = other.size_;
        guard_ = other.guard_;
        other.release();
        return *this;
    }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile() { unmap(); }

    /// Maps `size` bytes, more than 0, of the open file from `offset` on, a multiple of the page size; they need not
    /// all be there. Returns 0, or the errno. The file may be closed afterwards. What was mapped before is undone.
    [[nodiscard]] int map(int file, std::uint64_t offset, std::size_t size, FileAccess access) noexcept {
        unmap();
        const int protection = access == FileAccess::read ? PROT_READ : PROT_READ | PROT_WRITE;
        void* const data = mmap(nullptr, size, protection, MAP_SHARED, file, static_cast<off_t>(offset));
        if (data == MAP_FAILED) return errno;
        const auto begin = reinterpret_cast<std::size_t>(data);
        guard_ = guard_mapping(begin, begin + size, protection);
        if (guard_ == nullptr) {
            munmap(data, size);
            return ENOMEM;
        }
        data_ = data;
        size_ = size;
        return 0;
    }
    void unmap() noexcept {
        if (data_ == nullptr) return;
        unguard_mapping(guard_);
        munmap(data_, size_);
        release();
    }
    /// Leaves zeroed memory of this process alone in the file's place, at the same addresses. Returns 0, or the errno:
    /// then nothing has changed. Async-signal-safe.
    [[nodiscard]] int replace_by_zeros() noexcept {
        if (mmap(data_, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
            return errno;
        return 0;
    }

    /// nullptr where nothing is mapped.
    [[nodiscard]] void* data() const noexcept { return data_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Whether a page was touched that the file no longer has, so that its figures are gone.
    [[nodiscard]] bool torn() const noexcept { return guard_ != nullptr && load(guard_->torn); }

private:
    void release() noexcept {
        data_ = nullptr;
        size_ = 0;
        guard_ = nullptr;
    }

    void* data_ = nullptr;
    std::size_t size_ = 0;
    GuardedMapping* guard_ = nullptr;
};

}  // namespace weir::inline WEIR_ABI::detail
