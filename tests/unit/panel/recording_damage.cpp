// Whatever byte of a recording is changed, and wherever it is cut: reading it is refused or gives something, and never
// takes more than 64 MB.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/sanitized.hpp"
#include "support/saved_recording.hpp"

#include <weir/panel/merge.hpp>
#include <weir/panel/runs.hpp>
#include <weir/panel/verify.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

using Everything = Orders<weir::Trace<16>, weir::KeepSlowest<2>, weir::KeepAround<1, 1, 2>>;

SavedRecording small_recording() {
    const Everything pipeline;
    weir_test::run_orders(pipeline, 90);
    return SavedRecording::of(pipeline);
}

struct Counts {
    std::uint64_t refused, read, found;
};

/// All that a reader does with a file.
void use(const std::string& path, Counts& counts) {
    try {
        weir::Recording file = weir::open(path);
        const weir::Report report = weir::report(file);
        static_cast<void>(report);
        for (const auto order : {weir::RunOrder::slowest, weir::RunOrder::newest})
            for (const weir::RunView& run : weir::panel::select_runs(file.source(), 5, order).runs)
                for (const auto& capture : run.captures) static_cast<void>(weir::panel::value_text(capture));
        weir::RunFilter filter;
        filter.key = "customer:*";
        static_cast<void>(weir::panel::select_runs(file.source(), 1, weir::RunOrder::oldest, filter));
        counts.found += weir::verify(file).findings.empty() ? 0 : 1;
        std::vector<weir::Recording> one;
        one.push_back(std::move(file));
        static_cast<void>(weir::report(one));
        ++counts.read;
    } catch (const weir::FormatError&) { ++counts.refused; } catch (const weir::FileError&) {
        ++counts.refused;
    }
}

std::size_t address_space() {
    std::size_t pages = 0;
    std::FILE* const file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr || std::fscanf(file, "%zu", &pages) != 1) pages = 0;
    if (file != nullptr) std::fclose(file);
    return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Runs `work` in a child with at most 64 MB more than it starts with; what it counted, or a failure where it died.
Counts in_small_child(const std::function<void(Counts&)>& work) {
    void* const shared = ::mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto& counts = *static_cast<Counts*>(shared);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit limit{address_space() + (std::size_t{64} << 20), RLIM_INFINITY};
        if (!weir_test::sanitized) ::setrlimit(RLIMIT_AS, &limit);
        try {
            work(counts);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "expected FormatError or FileError, found: %s\n", error.what());
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    const Counts counted = counts;
    ::munmap(shared, sizeof(Counts));
    return counted;
}

/// A file whose bytes are changed in place.
class Damaged {
public:
    Damaged(const std::string& path, SavedRecording saved)
        : path_{path},
          saved_{std::move(saved)},
          file_{(saved_.write(path), ::open(path.c_str(), O_RDWR | O_CLOEXEC))} {}
    Damaged(const Damaged&) = delete;
    Damaged& operator=(const Damaged&) = delete;
    ~Damaged() { ::close(file_); }

    [[nodiscard]] SavedRecording& saved() { return saved_; }
    /// Each of some values for the byte, one after another. Sealed: the checksum is made to fit.
    void change(std::size_t offset, bool sealed, Counts& counts) {
        const auto was = static_cast<unsigned char>(saved_.bytes[offset]);
        for (const unsigned value : {0U, 0xffU, was ^ 1U, was ^ 0x80U}) {
            if (value == was) continue;
            saved_.bytes[offset] = static_cast<char>(value);
            if (sealed && can_be_sealed()) saved_.seal();
            write(sealed ? 0 : offset, sealed ? saved_.head().shared.offset % (1U << 16) : 1);
            use(path_, counts);
            saved_.bytes[offset] = static_cast<char>(was);
            if (sealed && can_be_sealed()) saved_.seal();
            write(sealed ? 0 : offset, sealed ? saved_.head().shared.offset % (1U << 16) : 1);
        }
    }
    void cut(std::size_t size, Counts& counts) {
        REQUIRE(::ftruncate(file_, static_cast<off_t>(size)) == 0);
        use(path_, counts);
    }

private:
    /// Whether the schema is where it was: what is elsewhere has no checksum to be made.
    [[nodiscard]] bool can_be_sealed() {
        return saved_.head().schema.offset == 4096 && saved_.head().schema.size == original_.head().schema.size &&
               weir::layout::size_of(saved_.schema()) == weir::layout::size_of(original_.schema());
    }
    void write(std::size_t offset, std::size_t count) const {
        REQUIRE(::pwrite(file_, saved_.bytes.data() + offset, count, static_cast<off_t>(offset)) ==
                static_cast<ssize_t>(count));
    }

    std::string path_;
    SavedRecording saved_;
    SavedRecording original_ = saved_;
    int file_;
};

struct Range {
    std::size_t begin, end;
};

/// The parts of the file that say something: of tables that are mostly empty what is used of them, and what follows it.
std::vector<Range> meaningful(SavedRecording& saved) {
    using namespace weir::layout;
    const FileHead& head = saved.head();
    const Schema& schema = saved.schema();
    std::vector<Range> ranges;
    const auto add = [&](std::size_t begin, std::size_t size) { ranges.push_back({begin, begin + size}); };
    add(0, sizeof(FileHead));
    add(head.schema.offset, head.schema.size);
    add(head.shared.offset, sizeof(Shared));
    add(head.keys.offset, 16);
    for (std::size_t i = 0; i < KeyTable::index_size; ++i)
        if (saved.keys().index[i] != 0) add(head.keys.offset + offsetof(KeyTable, index) + 4 * i, 4);
    add(head.keys.offset + offsetof(KeyTable, entries), 6 * sizeof(KeyTable::Entry));
    add(head.keys.offset + offsetof(KeyTable, text), saved.keys().text_used + 2);
    for (std::uint64_t n = 0; n < head.shard_count; ++n) {
        const std::size_t shard = head.shards + n * head.shard_stride;
        add(shard, schema.shard.histograms);
        for (std::size_t slot = 0; slot < schema.node_count * Histogram::slot_count; ++slot) {
            const std::size_t at = shard + schema.shard.histograms + 8 * slot;
            const bool is_end = slot % Histogram::slot_count == 0 || slot % Histogram::slot_count == 1346;
            if (is_end || saved.at<std::uint64_t>(at) != 0) add(at, 8);
        }
        add(shard + schema.shard.pending, PendingRuns::size(schema.node_count));
        for (std::size_t cell = 0; cell < CostCells::count; ++cell)
            if (const std::size_t at = shard + schema.shard.costs + sizeof(CostCell) * cell;
                cell == 0 || saved.at<CostCell>(at).count != 0)
                add(at, sizeof(CostCell));
        add(shard + schema.shard.ring, schema.shard.size - schema.shard.ring);
    }
    return ranges;
}

constexpr std::size_t step = weir_test::sanitized ? 7 : 1;

}  // namespace

TEST_CASE("every byte of a recording may be changed") {
    Damaged file{"changed.weir", small_recording()};
    std::size_t bytes = 0;
    const Counts counts = in_small_child([&](Counts& all) {
        for (const Range& range : meaningful(file.saved()))
            for (std::size_t at = range.begin; at < range.end; at += step) file.change(at, false, all);
    });
    for (const Range& range : meaningful(file.saved())) bytes += (range.end - range.begin) / step;
    CHECK(bytes > 1'000);
    // The head and the schema are refused by their checksum, all else is read; what verify() could know, it found.
    CHECK(counts.refused > bytes / 3);
    CHECK(counts.read > bytes / 2);
    CHECK(counts.found > counts.read / 4);
}

TEST_CASE("every byte of the head and the schema may be changed by somebody who knows the checksum") {
    Damaged file{"sealed.weir", small_recording()};
    const std::size_t head = offsetof(weir::layout::FileHead, checksum);
    const std::size_t schema = file.saved().head().schema.offset;
    const std::size_t end = schema + file.saved().head().schema.size;
    const Counts counts = in_small_child([&](Counts& all) {
        for (std::size_t at = 0; at < head; at += step) file.change(at, true, all);
        for (std::size_t at = schema; at < end; at += step) file.change(at, true, all);
    });
    CHECK(counts.refused > 100);
    CHECK(counts.read > 100);
}

TEST_CASE("a recording may be cut anywhere") {
    Damaged file{"cut.weir", small_recording()};
    const std::size_t size = file.saved().bytes.size();
    const Counts counts = in_small_child([&](Counts& all) {
        for (std::size_t left = size; left-- > 0;)
            if (left % step == 0) file.cut(left, all);
    });
    CHECK(counts.refused == (size + step - 1) / step);
    CHECK(counts.read == 0);
}
