// What is no recording, or none for this reader, is refused with what was expected, what was found, and where.
#include "support/catch.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/panel/recording.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

using weir_test::Orders;
using weir_test::SavedRecording;

namespace {

using Change = std::function<void(SavedRecording&)>;

SavedRecording saved_orders() {
    static const SavedRecording saved = [] {
        const Orders<weir::Trace<8>, weir::KeepSlowest<1>> pipeline;
        weir_test::run_orders(pipeline, 20);
        return SavedRecording::of(pipeline);
    }();
    return saved;
}

/// What opening the file says; "" where it does not refuse.
std::string refusal(const std::string& path) {
    try {
        static_cast<void>(weir::open(path));
        return "";
    } catch (const std::exception& error) { return error.what(); }
}
std::string refusal_of(const Change& change, bool sealed = true) {
    SavedRecording saved = saved_orders();
    change(saved);
    if (sealed) saved.seal();
    saved.write("refused.weir");
    return refusal("refused.weir");
}
std::string refusal_of_bytes(const std::string& bytes) {
    std::ofstream{"refused.weir", std::ios::binary} << bytes;
    return refusal("refused.weir");
}

weir::layout::NodeSchema& node(SavedRecording& saved, std::size_t n) { return saved.schema().nodes()[n]; }
weir::layout::FieldSchema& field(SavedRecording& saved, std::size_t n) { return saved.schema().fields()[n]; }

}  // namespace

TEST_CASE("what is no file is refused before it is read") {
    CHECK(refusal("not_there.weir") == "not_there.weir: cannot be opened: No such file or directory");
    CHECK(refusal(".") == ".: expected a file that weir recorded, found a folder: name the file itself");
    ::unlink("pipe");
    REQUIRE(::mkfifo("pipe", 0600) == 0);
    CHECK(refusal("pipe") == "pipe: expected a file that weir recorded, found a pipe: name the file itself");
    CHECK(refusal("/dev/null") ==
          "/dev/null: expected a file that weir recorded, found a device: name the file itself");
    CHECK(refusal_of_bytes("") == "refused.weir: expected a file that weir recorded, found an empty one: no pipeline "
                                  "wrote to it, or what copied it was interrupted");
    if (::geteuid() != 0) {  // root may read all
        std::ofstream{"secret.weir"} << "x";
        REQUIRE(::chmod("secret.weir", 0) == 0);
        CHECK(refusal("secret.weir") == "secret.weir: cannot be opened: Permission denied");
    }
    CHECK_THROWS_AS(weir::open("not_there.weir"), weir::FileError);
}

TEST_CASE("a foreign file, and one that was damaged as text, are told apart") {
    CHECK(refusal_of_bytes("#!/bin/sh") == "refused.weir: head.magic at byte 0: expected 0x89 w e i r 0x0d 0x0a 0x1a, "
                                           "found # ! / b i n / s: this is no recording of weir");
    CHECK(refusal_of_bytes("ab") == "refused.weir: head.magic at byte 0: expected 0x89 w e i r 0x0d 0x0a 0x1a, found a "
                                    "b: this is no recording of weir");
    const std::string text = "the file was damaged by a transfer as text, which changes line ends or bytes over 127: "
                             "copy it as binary";
    CHECK(refusal_of_bytes("\x89weir\n\x1a...").find(text) != std::string::npos);
    CHECK(refusal_of_bytes("\xC2\x89weir\r\n").find(text) != std::string::npos);
    CHECK(refusal_of_bytes("\x09weir\r\n\x1a").find(text) != std::string::npos);
}

TEST_CASE("a file of another version, machine or layout is refused with what to do") {
    CHECK(refusal_of([](auto& saved) { saved.head().version = 2; }) ==
          "refused.weir: head.version at byte 8: expected at most 1, found format 2: the file was written by a newer "
          "weir: use that");
    CHECK(refusal_of([](auto& saved) { saved.head().version = 0; }) ==
          "refused.weir: head.version at byte 8: expected at least 1, found 0");
    CHECK(refusal_of([](auto& saved) {
              saved.head().version = 0x01000000;
              saved.head().byte_order = 0x04030201;
          }) == "refused.weir: head.byte_order at byte 12: expected the order of this machine, little-endian, found "
                "big-endian: the file was written on a big-endian machine: read it on one");
    CHECK(refusal_of([](auto& saved) { saved.head().layout.histogram_scale = 6; }) ==
          "refused.weir: head.layout.histogram_scale at byte 96: expected 5, found 6: written by a weir that lays "
          "recordings out otherwise: read it with that");
}

TEST_CASE("a file that was cut says how much is missing") {
    SavedRecording saved = saved_orders();
    const std::size_t whole = saved.bytes.size();
    saved.bytes.resize(whole - 1'000);
    saved.write("refused.weir");
    const std::string found = refusal("refused.weir");
    CHECK(found.find("head.shard_count at byte " + std::to_string(offsetof(weir::layout::FileHead, shard_count)) +
                     ": expected at most the 0 shards that the file's ") != std::string::npos);
    CHECK(found.find("found 1: the file was cut: 1000 bytes are missing") != std::string::npos);
    saved.bytes.resize(4'000);
    saved.write("refused.weir");
    CHECK(refusal("refused.weir") ==
          "refused.weir: head at byte 4000: expected 4096 bytes, found 4000 bytes: the file was cut");
    saved.bytes.resize(4'096);
    saved.write("refused.weir");
    CHECK(refusal("refused.weir").find("the file was cut: ") != std::string::npos);
}

TEST_CASE("damage is found by the checksum, and a schema that says otherwise by its fingerprint") {
    CHECK(refusal_of([](auto& saved) { node(saved, 1).name[0] ^= 1; }, false)
              .find("head.checksum at byte " + std::to_string(offsetof(weir::layout::FileHead, checksum))) !=
          std::string::npos);
    CHECK(refusal_of([](auto& saved) { saved.head().writer.host[0] ^= 1; }, false).find("head.checksum") !=
          std::string::npos);
    SavedRecording saved = saved_orders();
    saved.schema().clock.epoch_utc += 1;  // of another start of the machine: another checksum, the same fingerprint
    const std::uint64_t before = saved.head().fingerprint;
    saved.seal();
    CHECK(saved.head().fingerprint == before);
    saved.write("refused.weir");
    CHECK(refusal("refused.weir").empty());
}

TEST_CASE("each thing that a head or a schema cannot say is refused by its name") {
    struct Case {
        const char* field;
        Change change;
    };
    using weir::layout::NodeSchema;
    const Case cases[] = {
        {"head.shards", [](auto& s) { s.head().shards += 8; }},
        {"head.shards", [](auto& s) { s.head().shards = std::uint64_t{1} << 62; }},
        {"head.shared.offset", [](auto& s) { s.head().shared.offset = 4096; }},
        {"head.keys.offset", [](auto& s) { s.head().keys.offset += 64; }},
        {"head.keys.size", [](auto& s) { s.head().keys.size = ~std::uint64_t{0}; }},
        {"head.shared.size", [](auto& s) { s.head().shared.size -= 8; }},
        {"head.shard_stride", [](auto& s) { s.head().shard_stride = 0; }},
        {"head.shard_count", [](auto& s) { s.head().shard_count = ~std::uint64_t{0}; }},
        {"head.writer.program", [](auto& s) { std::memset(s.head().writer.program, 'x', 128); }},
        {"head.cost.per_run", [](auto& s) { s.head().cost.per_run = -1; }},
        {"schema.name", [](auto& s) { s.schema().name[0] = 0; }},
        {"schema.level", [](auto& s) { s.schema().level = weir::Level::off; }},
        {"schema.marks", [](auto& s) { s.schema().marks = 2; }},
        {"schema.sample_every", [](auto& s) { s.schema().sample_every = 0; }},
        {"schema.ring_capacity", [](auto& s) { s.schema().ring_capacity = 0; }},
        {"schema.ring_capacity", [](auto& s) { s.schema().level = weir::Level::timing; }},
        {"schema.record_size", [](auto& s) { s.schema().record_size = 8; }},
        {"schema.record_size", [](auto& s) { s.schema().record_size += 4; }},
        {"schema.kept_slowest", [](auto& s) { s.schema().kept_slowest = 1U << 17; }},
        {"schema.nodes[1].name", [](auto& s) { std::memset(node(s, 1).name, 'x', 112); }},
        {"schema.nodes[2].threshold", [](auto& s) { node(s, 2).threshold = -2; }},
        {"schema.nodes[2].flags", [](auto& s) { node(s, 2).flags = 8; }},
        {"schema.nodes[0].flags", [](auto& s) { node(s, 0).flags = 0; }},
        {"schema.nodes[1].flags", [](auto& s) { node(s, 1).flags |= NodeSchema::has_costs; }},
        {"schema.shard.costs",  // the cells would reach beyond the shard
         [](auto& s) { node(s, 3).flags |= NodeSchema::has_costs; }},
        {"schema.nodes[0].parent", [](auto& s) { node(s, 0).parent = 1; }},
        {"schema.nodes[1].parent", [](auto& s) { node(s, 1).parent = 1; }},
        {"schema.nodes[3].parent", [](auto& s) { node(s, 3).parent = 2; }},
        {"schema.nodes[2].first_leaf", [](auto& s) { node(s, 2).first_leaf = 1; }},
        {"schema.nodes[1].leaf_count", [](auto& s) { node(s, 1).leaf_count = 3; }},
        {"schema.nodes[4].leaf_count", [](auto& s) { node(s, 4).leaf_count = 0; }},
        {"schema.nodes[0].leaf_count", [](auto& s) { node(s, 4).flags |= NodeSchema::is_group; }},
        {"schema.fields[0].name", [](auto& s) { field(s, 0).name[0] = 0; }},
        {"schema.fields[0].leaf", [](auto& s) { field(s, 0).leaf = 3; }},
        {"schema.fields[1].offset", [](auto& s) { field(s, 1).offset = field(s, 0).offset; }},
        {"schema.fields[2].offset", [](auto& s) { field(s, 2).offset = s.schema().record_size - 4; }},
        {"schema.fields[2].size", [](auto& s) { field(s, 2).size = 3; }},
        {"schema.fields[0].type", [](auto& s) { field(s, 0).type = static_cast<weir::layout::FieldType>(6); }},
        {"schema.shard.size", [](auto& s) { s.schema().shard.size += 4096; }},
        {"schema.shard.statistics", [](auto& s) { s.schema().shard.statistics = 120; }},
        {"schema.shard.histograms", [](auto& s) { s.schema().shard.histograms += 4; }},
        {"schema.shard.pending", [](auto& s) { s.schema().shard.pending += 4; }},
        {"schema.shard.costs", [](auto& s) { s.schema().shard.costs += 8; }},
        {"schema.shard.ring", [](auto& s) { s.schema().ring_capacity = std::uint64_t{1} << 60; }},
        {"schema.shard.kept", [](auto& s) { s.schema().shard.kept += 1U << 20; }},
        {"schema.clock.multiplier", [](auto& s) { s.schema().clock.multiplier = 0; }},
        {"schema.clock.epoch_utc", [](auto& s) { s.schema().clock.epoch_utc = -1; }},
        {"schema.node_count", [](auto& s) { s.schema().node_count = 1; }},
        {"schema.leaf_count", [](auto& s) { s.schema().leaf_count = 4; }},
        {"schema.field_count", [](auto& s) { s.schema().field_count = 1U << 20; }},
    };
    for (const Case& one : cases) {
        INFO(one.field);
        SavedRecording saved = saved_orders();
        one.change(saved);
        // What says how much else there is can't be summed over; it is looked at before the sum is.
        if (weir::layout::size_of(saved.schema()) == saved.head().schema.size) saved.seal();
        saved.write("refused.weir");
        bool refused = false;
        try {
            static_cast<void>(weir::open("refused.weir"));
        } catch (const weir::FormatError& error) {
            refused = true;
            CHECK(error.field() == one.field);
            CHECK(error.offset() > 0);
            CHECK(error.offset() < saved.bytes.size());
        }
        CHECK(refused);
    }
}
