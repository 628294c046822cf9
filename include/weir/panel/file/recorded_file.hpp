#pragma once

#include <weir/base/mapped_file.hpp>
#include <weir/panel/file/file_handle.hpp>
#include <weir/panel/file/schema_checks.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// A recording's file: its head and schema as checked copies, all else mapped. What Recording is made of.
class RecordedFile {
public:
    /// Throws FileError or FormatError.
    explicit RecordedFile(const std::string& path) : file_{path, 0}, handle_{path} {
        read_head();
        read_schema();
        map(front_, 0, head_.shards);
        map_shards(head_.shard_count);
    }

    [[nodiscard]] const std::string& path() const noexcept { return file_.path; }
    [[nodiscard]] const FileHandle& handle() const noexcept { return handle_; }
    [[nodiscard]] const layout::FileHead& head() const noexcept { return head_; }
    [[nodiscard]] const layout::Schema& schema() const noexcept {
        return *reinterpret_cast<const layout::Schema*>(schema_.get());
    }
    /// What is before the shards, as it is now.
    template <class T>
    [[nodiscard]] const T* at(std::uint64_t offset) const noexcept {
        return reinterpret_cast<const T*>(static_cast<const char*>(front_.data()) + offset);
    }
    /// Whether a page was lost since it was mapped.
    [[nodiscard]] bool is_torn() {
        const std::lock_guard locked{mutex_};
        return front_.torn() ||
               std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) { return piece.mapping.torn(); });
    }
    /// Calls `visit` with each shard that was ever in use, with its number.
    template <class Visit>
    void for_each_shard(Visit visit) {
        const std::lock_guard locked{mutex_};
        map_new_shards();
        std::uint64_t number = 0;
        for (const Piece& piece : pieces_)
            for (std::uint64_t i = 0; i < piece.count; ++i) {
                const char* const first = static_cast<const char*>(piece.mapping.data()) + piece.skipped;
                visit(*reinterpret_cast<const layout::Shard*>(first + i * head_.shard_stride), number++);
            }
    }

private:
    struct Piece {
        weir::detail::MappedFile mapping;
        std::uint64_t skipped;  ///< bytes of it before the first shard, where the system's pages are large
        std::uint64_t count;    ///< shards
    };

    static std::string bytes(std::uint64_t count) { return joined(std::to_string(count), " bytes"); }
    void read_head() {
        // By read and not by the mapping: what was checked is what is used, whoever writes meanwhile.
        const std::size_t got = handle_.read(file_.path, &head_, sizeof head_, 0);
        file_.size = handle_.size();  // after the head: of a file that grows the shards that it counts are there
        detail::check_magic(file_, head_.magic, std::min(got, sizeof head_.magic));
        if (got < sizeof head_ || file_.size < layout::FileHead::page)
            file_.refuse("head", file_.size, bytes(layout::FileHead::page), bytes(file_.size), "the file was cut");
        check_head(file_, head_);
        check_shard_count(file_, head_);
    }
    void read_schema() {
        layout::Schema counts;
        read_at(&counts, sizeof counts, head_.schema.offset);
        SchemaChecks{file_, head_, counts}.check_counts();
        const auto size = static_cast<std::size_t>(head_.schema.size);
        schema_ = std::make_unique<std::uint64_t[]>(size / sizeof(std::uint64_t));
        read_at(schema_.get(), size, head_.schema.offset);
        const SchemaChecks checks{file_, head_, schema()};
        checks.check_counts();  // again: it may have been changed between the two
        const std::uint64_t sum =
            layout::checksum_of(schema_.get(), size, layout::checksum_of(&head_, offsetof(layout::FileHead, checksum)));
        file_.require_equal("head.checksum", offsetof(layout::FileHead, checksum), sum, head_.checksum,
                            "the head or the schema is damaged");
        checks.check_fingerprint();
        checks.check();
    }
    void read_at(void* to, std::size_t size, std::uint64_t offset) const {
        const std::size_t got = handle_.read(file_.path, to, size, offset);
        if (got != size) file_.refuse("head.schema", offset, bytes(size), bytes(got), "the file was cut");
    }

    void map(weir::detail::MappedFile& mapping, std::uint64_t offset, std::uint64_t size) {
        const int error = mapping.map(handle_.number(), offset, static_cast<std::size_t>(size),
                                      weir::detail::FileAccess::read);
        if (error != 0) FileHandle::refuse(file_.path, "cannot be mapped into memory", error);
    }
    void map_new_shards() {
        const std::uint64_t count = weir::detail::load_acquire(at<layout::FileHead>(0)->shard_count);
        const std::uint64_t size = handle_.size();
        const std::uint64_t there = size < head_.shards ? 0 : (size - head_.shards) / head_.shard_stride;
        map_shards(std::min({count, there, layout::Limits::shards}));
    }
    void map_shards(std::uint64_t count) {
        if (count <= mapped_) return;
        const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        const std::uint64_t offset = head_.shards + mapped_ * head_.shard_stride;
        Piece piece{{}, offset % page, count - mapped_};
        map(piece.mapping, offset - piece.skipped, piece.skipped + piece.count * head_.shard_stride);
        pieces_.push_back(std::move(piece));
        mapped_ = count;
    }

    CheckedFile file_;
    FileHandle handle_;
    layout::FileHead head_{};
    std::unique_ptr<std::uint64_t[]> schema_;
    weir::detail::MappedFile front_;  ///< all that is before the shards
    std::mutex mutex_;
    std::vector<Piece> pieces_;  ///< in order; one more for the shards that came since the last
    std::uint64_t mapped_ = 0;   ///< shards in them
};

}  // namespace weir::inline WEIR_ABI::panel
