#pragma once

#include <weir/base/mapped_file.hpp>
#include <weir/layout/limits.hpp>
#include <weir/recorder/file/file_head.hpp>
#include <weir/recorder/file/new_file.hpp>
#include <weir/recorder/key_names.hpp>

#include <new>

namespace weir::inline WEIR_ABI::detail {

/// What is to be recorded, and where.
struct FileRequest {
    const char* path;
    std::uint64_t shards;  ///< to make room for at once
    bool replaces;         ///< the recording of a process that has ended
    bool by_environment;   ///< WEIR_RECORD asks for it: then no recording of this process is replaced, and one that no
                           ///< thread came to is removed at its end
    layout::CostFacts cost;
};

/// The .weir file that a recorder's state is in: mapped, and locked as long as it is written. It grows by whole
/// mappings, so that a shard stays where it is. One thread at a time, but for who reads what is mapped.
class FileHome {
public:
    FileHome(const FileHome&) = delete;
    FileHome& operator=(const FileHome&) = delete;
    ~FileHome() {
        close_file();
        ::operator delete(path_);
    }

    /// nullptr where it can't be, and why.
    WEIR_COLD static FileHome* make(const layout::Schema& schema, const FileRequest& request, Placing& placing,
                                    Refusal& why) noexcept {
        placing = Placing::refused;
        auto* const home = new (std::nothrow) FileHome;
        if (home == nullptr || !home->keep_path(request.path)) {
            why.say("cannot record into %s: no memory", request.path);
            delete home;
            return nullptr;
        }
        const TemporaryName name{request.path};
        home->file_ = make_file(name.text, request.path, why);
        if (home->file_ >= 0) {
            if (home->fill(schema, request, why))
                placing = place(name.text, request.path, request.replaces, request.by_environment, why);
            if (placing != Placing::done) unlink(name.text);
        }
        if (placing == Placing::done) return home;
        delete home;
        return nullptr;
    }

    /// Zeros, and counted in the head; nullptr where the file has no room and can't grow.
    [[nodiscard]] layout::Shard* next_shard() noexcept {
        if (count_ == capacity_ && !grow_(*this)) return nullptr;
        auto* const shard = reinterpret_cast<layout::Shard*>(next_);
        next_ += stride_;
        store_release(head().shard_count, ++count_);
        return shard;
    }
    [[nodiscard]] layout::Shared& shared() noexcept { return *at<layout::Shared>(shared_at_); }
    [[nodiscard]] layout::KeyTable& keys() noexcept { return *at<layout::KeyTable>(keys_at_); }
    /// Whether it is still written: not once it was closed, and not in a child of the process that made it.
    [[nodiscard]] bool is_open() const noexcept { return file_ >= 0; }
    [[nodiscard]] const char* path() const noexcept { return path_; }

    [[nodiscard]] bool asked_by_environment() const noexcept { return by_environment_; }

    /// The pipeline has ended. Its shards are gone afterwards; the keys stay until the end of the object.
    WEIR_COLD void close() noexcept {
        if (is_open()) {
            store_release(head().closed_utc, utc_now());
            bool torn = front_.torn();
            for (const MappedFile& part : parts_) torn |= part.torn();
            if (torn) std::fprintf(stderr, "weir: %s was cut shorter while it was recorded: figures are lost\n", path_);
            if (count_ == 0 && by_environment_) remove_if_ours();
            unlock_file(file_);
        }
        for (MappedFile& part : parts_) part.unmap();
        close_file();
    }

    /// The figures go on elsewhere. What is mapped stays until the end.
    WEIR_COLD void give_up() noexcept {
        remove_if_ours();
        unlock_file(file_);
        close_file();
    }
    /// In the child of a fork: the file is the parent's, and so is its lock. The same addresses are now memory of this
    /// process, zeros but for the names of keys, which many still point to.
    WEIR_COLD void leave_to_parent() noexcept {
        close_file();
        void* const kept = mmap(nullptr, front_.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        bool left = kept != MAP_FAILED;
        if (left) {
            KeyNames::copy(keys(), *reinterpret_cast<layout::KeyTable*>(static_cast<char*>(kept) + keys_at_));
            left = mremap(kept, front_.size(), front_.size(), MREMAP_MAYMOVE | MREMAP_FIXED, front_.data()) !=
                   MAP_FAILED;
        }
        for (MappedFile& part : parts_) left = left && (part.data() == nullptr || part.replace_by_zeros() == 0);
        if (!left) abort();  // rather than write into the parent's file
    }

    FileHome* before = nullptr;  ///< in a child: that of its parent

private:
    FileHome() = default;

    [[nodiscard]] layout::FileHead& head() const noexcept { return *static_cast<layout::FileHead*>(front_.data()); }
    template <class T>
    [[nodiscard]] T* at(std::uint64_t offset) noexcept {
        return reinterpret_cast<T*>(static_cast<char*>(front_.data()) + offset);
    }

    bool keep_path(const char* path) noexcept {
        const std::size_t size = std::strlen(path) + 1;
        path_ = static_cast<char*>(::operator new(size, std::nothrow));
        return path_ != nullptr && std::memcpy(path_, path, size) != nullptr;
    }
    bool fill(const layout::Schema& schema, const FileRequest& request, Refusal& why) noexcept {
        using layout::Limits;
        if (request.shards > Limits::shards || schema.node_count > Limits::nodes ||
            schema.field_count > Limits::fields || schema.record_size > Limits::record_size)
            return why
                .say("cannot record into %s: expected at most %llu threads, %u stages, %u captured members and %u "
                     "bytes of each run, found %llu, %u, %u and %u; reserve for fewer, or take the pipeline apart",
                     request.path, static_cast<unsigned long long>(Limits::shards), Limits::nodes, Limits::fields,
                     Limits::record_size, static_cast<unsigned long long>(request.shards), schema.node_count,
                     schema.field_count, schema.record_size);
        layout::FileHead made = file_head(schema);
        shared_at_ = made.shared.offset;
        keys_at_ = made.keys.offset;
        end_ = made.shards;
        stride_ = made.shard_stride;
        const std::uint64_t size = made.shards + request.shards * made.shard_stride;
        if ((errno = allocate(file_, 0, size)) != 0)
            return why
                .say("cannot record into %s: it takes %llu bytes for %llu threads, and there is no room: %m; make "
                     "room, reserve for fewer threads (RecordOptions::shards), or keep fewer runs (weir::Trace)",
                     request.path, static_cast<unsigned long long>(size),
                     static_cast<unsigned long long>(request.shards));
        if (!lock_file(file_))
            return why.say("cannot record into %s: the file cannot be locked: %m; choose a file system that has locks",
                           request.path);
        if ((errno = front_.map(file_, 0, made.shards, FileAccess::write)) != 0 ||
            (errno = map_part(request.shards)) != 0)
            return why
                .say("cannot record into %s: the file cannot be mapped into memory: %m; choose another file system",
                     request.path);
        made.writer = writer_facts(utc_now());
        if (load(first_recorded_utc) == 0) store(first_recorded_utc, made.writer.created_utc);
        made.cost = request.cost;
        by_environment_ = request.by_environment;
        grow_ = [](FileHome& self) noexcept { return self.grow(); };
        std::memcpy(at<char>(made.schema.offset), &schema, made.schema.size);
        made.checksum = layout::checksum_of(&schema, made.schema.size,
                                            layout::checksum_of(&made, offsetof(layout::FileHead, checksum)));
        made.shard_capacity = request.shards;
        std::memcpy(&head(), &made, sizeof made);
        return true;
    }

    /// So many shards more are mapped at the file's end, and next to be given away.
    int map_part(std::uint64_t shards) noexcept {
        const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
        const std::uint64_t lead = end_ % page;  // not 0 where a page is over 4096
        const int error = parts_[part_count_].map(file_, end_ - lead, lead + shards * stride_, FileAccess::write);
        if (error != 0) return error;
        next_ = static_cast<char*>(parts_[part_count_++].data()) + lead;
        end_ += shards * stride_;
        capacity_ += shards;
        return 0;
    }
    /// Doubles the room. Where that fails once it is not tried again: each thread would, at each of its runs.
    WEIR_COLD bool grow() noexcept {
        if (!is_open() || cannot_grow_ || part_count_ == most_parts || capacity_ > layout::Limits::shards / 2)
            return false;
        cannot_grow_ = allocate(file_, end_, capacity_ * stride_) != 0 || map_part(capacity_) != 0;
        if (!cannot_grow_) store_release(head().shard_capacity, capacity_);
        return !cannot_grow_;
    }

    void close_file() noexcept {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }
    void remove_if_ours() const noexcept {
        struct stat ours, there;
        if (fstat(file_, &ours) == 0 && lstat(path_, &there) == 0 && ours.st_ino == there.st_ino &&
            ours.st_dev == there.st_dev)
            unlink(path_);
    }

    static constexpr std::uint32_t most_parts = 24;  // each doubles the room

    int file_ = -1;
    bool (*grow_)(FileHome&) noexcept = nullptr;  ///< by pointer, as Recorder's record_again_
    char* path_ = nullptr;
    MappedFile front_;  ///< all before the shards
    MappedFile parts_[most_parts];
    std::uint32_t part_count_ = 0;
    bool cannot_grow_ = false;
    bool by_environment_ = false;
    // Not read from the head again, which others may write to or cut off.
    std::uint64_t shared_at_ = 0;
    std::uint64_t keys_at_ = 0;
    std::uint64_t end_ = 0;  ///< of the file
    std::uint64_t stride_ = 0;
    std::uint64_t capacity_ = 0;
    std::uint64_t count_ = 0;
    char* next_ = nullptr;
};

}  // namespace weir::inline WEIR_ABI::detail
