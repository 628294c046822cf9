#pragma once

#include <weir/base/memory.hpp>
#include <weir/layout/file.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace weir_test {

/// The bytes of a recording, made of a pipeline in memory apart from the library's own writer: to be changed at will, and
/// written to a file.
class SavedRecording {
public:
    std::vector<char> bytes;

    /// Of a pipeline that no thread is running.
    template <class Pipeline>
    static SavedRecording of(const Pipeline& pipeline) {
        auto& recorder = pipeline.weir_recorder();
        SavedRecording saved;
        saved.start(*recorder.schema);
        const weir::layout::Shared shared = recorder.copy_shared();
        std::memcpy(saved.bytes.data() + saved.head().shared.offset, &shared, sizeof shared);
        if (const auto* keys = recorder.keys.table())
            std::memcpy(saved.bytes.data() + saved.head().keys.offset, keys, sizeof *keys);
        recorder.for_each_shard([&](const weir::layout::Shard& shard) { saved.add_shard(&shard); });
        return saved;
    }

    [[nodiscard]] weir::layout::FileHead& head() { return *reinterpret_cast<weir::layout::FileHead*>(bytes.data()); }
    [[nodiscard]] weir::layout::Schema& schema() { return at<weir::layout::Schema>(head().schema.offset); }
    [[nodiscard]] weir::layout::Shared& shared() { return at<weir::layout::Shared>(head().shared.offset); }
    [[nodiscard]] weir::layout::KeyTable& keys() { return at<weir::layout::KeyTable>(head().keys.offset); }
    [[nodiscard]] weir::layout::Shard& shard(std::uint64_t number) {
        return at<weir::layout::Shard>(head().shards + number * head().shard_stride);
    }
    template <class T>
    [[nodiscard]] T& at(std::uint64_t offset) {
        return *reinterpret_cast<T*>(bytes.data() + offset);
    }

    /// One more shard at the end; without `from` one that was never in use.
    void add_shard(const weir::layout::Shard* from = nullptr) {
        const std::size_t end = bytes.size();
        bytes.resize(end + head().shard_stride);
        if (from != nullptr) std::memcpy(bytes.data() + end, from, schema().shard.size);
        ++head().shard_capacity;
        ++head().shard_count;
    }
    /// What a change of the schema or the head has to be followed by, for more than the checksum to be looked at.
    void seal() {
        using weir::layout::FileHead;
        head().fingerprint = weir::layout::fingerprint_of(schema());
        head().checksum = weir::layout::checksum_of(&schema(), head().schema.size,
                                                    weir::layout::checksum_of(&head(), offsetof(FileHead, checksum)));
    }
    void write(const std::string& path) const {
        std::ofstream file{path, std::ios::binary | std::ios::trunc};
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!file.flush()) throw std::runtime_error("cannot write " + path);
    }

private:
    void start(const weir::layout::Schema& schema_in_memory) {
        using namespace weir::layout;
        using weir::detail::rounded_up;
        FileHead made{};
        std::memcpy(made.magic, FileHead::magic_bytes, sizeof made.magic);
        made.version = 1;
        made.byte_order = FileHead::byte_order_mark;
        made.schema = {4096, size_of(schema_in_memory)};
        made.shared = {rounded_up(made.schema.offset + made.schema.size, 4096), sizeof(Shared)};
        made.keys = {rounded_up(made.shared.offset + made.shared.size, 4096), sizeof(KeyTable)};
        made.shards = rounded_up(made.keys.offset + made.keys.size, 4096);
        made.shard_stride = rounded_up(schema_in_memory.shard.size, 4096);
        made.layout = {128, 72, 5, 1347, 64, 24, 4096, 16, 64, 40};
        made.writer.process = 77;
        made.writer.created_utc = 1'769'862'896'000'000'000;
        std::strcpy(made.writer.program, "/usr/bin/orders");
        std::strcpy(made.writer.host, "here");
        made.cost = {20, 10};
        made.closed_utc = made.writer.created_utc + 1;
        bytes.resize(made.shards);
        std::memcpy(bytes.data(), &made, sizeof made);
        std::memcpy(bytes.data() + made.schema.offset, &schema_in_memory, made.schema.size);
        seal();
    }
};

}  // namespace weir_test
