// What a pipeline says of itself to readers that do not know its type.
#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

using namespace weir::literals;
namespace layout = weir::layout;

namespace {

void nothing(int) {}
struct Captured {
    static constexpr auto name = "captured";
    static constexpr auto threshold = 5_ms;
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (bool, flag), (char, letter), (std::int16_t, number), (float, ratio),
                                 (std::uint64_t, wide));
    };
    static Capture capture(int) { return {}; }
    static std::size_t items(int) { return 1; }
    void operator()(int) const {}
};
using Inner = weir::Pipeline<weir::Stage<"in", nothing>, Captured, weir::Name<"inner">>;
using Run = weir::Pipeline<weir::Stage<"first", nothing>, Inner, weir::Trace<10>, weir::ManualClock,
                           weir::Threshold<7_ms>, weir::SampleEvery<3>>;

}  // namespace

TEST_CASE("the schema is plain data, as wide as it says") {
    static_assert(std::is_trivially_copyable_v<layout::Schema> && std::is_standard_layout_v<layout::Schema>);
    static_assert(std::is_trivially_copyable_v<layout::Shard> && std::is_trivially_copyable_v<layout::Shared>);
    static_assert(std::is_trivially_copyable_v<layout::RunRecord> && std::is_trivially_copyable_v<layout::KeyTable>);
    const Run run;
    const layout::Schema& schema = *run.weir_recorder().schema;
    CHECK(std::string{schema.name} == "first..inner");
    CHECK(schema.node_count == 4 + 1);
    CHECK(schema.leaf_count == 3);
    CHECK(schema.ring_capacity == 10);
    CHECK(schema.sample_every == 3);
    CHECK(schema.level == weir::trace);
    CHECK(schema.clock.multiplier == std::uint64_t{1} << 32);
    CHECK(std::string{schema.clock.name} == "manual");
    CHECK(schema.record_size % 8 == 0);
    CHECK(schema.shard.ring + schema.ring_capacity * schema.record_size <= schema.shard.size);
}

TEST_CASE("nodes: parents before their own, leaves in order") {
    const Run run;
    const layout::NodeSchema* nodes = run.weir_recorder().schema->nodes();
    const char* const names[] = {"first..inner", "first", "inner", "in", "captured"};
    const std::uint32_t parents[] = {0, 0, 0, 2, 2}, first_leaves[] = {0, 0, 1, 1, 2}, leaf_counts[] = {3, 1, 2, 1, 1};
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(i);
        CHECK(std::string{nodes[i].name} == names[i]);
        CHECK(nodes[i].parent == parents[i]);
        CHECK(nodes[i].first_leaf == first_leaves[i]);
        CHECK(nodes[i].leaf_count == leaf_counts[i]);
        CHECK(((nodes[i].flags & layout::NodeSchema::is_group) != 0) == (i == 0 || i == 2));
        CHECK(((nodes[i].flags & layout::NodeSchema::has_items) != 0) == (i == 4));
    }
    CHECK(nodes[0].threshold == (7_ms).count());
    CHECK(nodes[1].threshold == layout::NodeSchema::no_threshold);
    CHECK(nodes[4].threshold == (5_ms).count());
}

TEST_CASE("fields: names, types and places that do not overlap") {
    const Run run;
    const layout::Schema& schema = *run.weir_recorder().schema;
    REQUIRE(schema.field_count == 5);
    using layout::FieldType;
    const FieldType types[] = {FieldType::boolean, FieldType::character, FieldType::signed_integer, FieldType::floating,
                               FieldType::unsigned_integer};
    const std::uint32_t sizes[] = {1, 1, 2, 4, 8};
    std::uint32_t end = sizeof(layout::RunRecord) + 4 * schema.leaf_count;
    for (std::size_t i = 0; i < 5; ++i) {
        const layout::FieldSchema& field = schema.fields()[i];
        CHECK(field.type == types[i]);
        CHECK(field.size == sizes[i]);
        CHECK(field.leaf == 2);
        CHECK(field.offset >= end);
        end = field.offset + field.size;
    }
    CHECK(std::string{schema.fields()[2].name} == "number");
    CHECK(end <= schema.record_size);
}

TEST_CASE("a name is cut at its capacity, with a closing zero") {
    char to[5] = {'x', 'x', 'x', 'x', '\0'};
    layout::copy_name(to, sizeof to, "abcdefgh");
    CHECK(std::string{to} == "abcd");
}
