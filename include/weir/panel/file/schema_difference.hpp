#pragma once

#include <weir/panel/format.hpp>
#include <weir/panel/run/run_view.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

namespace detail {

inline std::string threshold_text(std::int64_t threshold) {
    return threshold == layout::NodeSchema::no_threshold ? "none" : exact(Nanoseconds{threshold});
}
inline std::string limit_text(const layout::NodeSchema& node) {
    return (node.flags & layout::NodeSchema::has_max_allocations) == 0 ? "none" : std::to_string(node.max_allocations);
}
inline std::string against(std::string_view what, std::string_view first, std::string_view second) {
    return joined(what, ": ", first, " against ", second);
}
inline std::string counts_against(std::string_view what, std::uint64_t first, std::uint64_t second) {
    return against(what, std::to_string(first), std::to_string(second));
}

inline std::string node_difference(const layout::Schema& a, const layout::Schema& b) {
    const std::vector<std::string> paths_a = node_paths(a), paths_b = node_paths(b);
    for (std::uint32_t n = 0; n < std::min(a.node_count, b.node_count); ++n) {
        const layout::NodeSchema &x = a.nodes()[n], &y = b.nodes()[n];
        if (paths_a[n] != paths_b[n])
            return against(joined("stage ", std::to_string(n), " of the list"), paths_a[n], paths_b[n]);
        if (x.threshold != y.threshold)
            return against(joined("the threshold of ", paths_a[n]), threshold_text(x.threshold),
                           threshold_text(y.threshold));
        if (limit_text(x) != limit_text(y))
            return against(joined("max_allocations of ", paths_a[n]), limit_text(x), limit_text(y));
        if (std::memcmp(&x, &y, sizeof x) != 0) return joined("what ", paths_a[n], " consists of or counts");
    }
    if (a.node_count == b.node_count) return {};
    const bool a_has_more = a.node_count > b.node_count;
    return joined("the stage ", a_has_more ? paths_a[b.node_count] : paths_b[a.node_count], ", which only the ",
                  a_has_more ? "first" : "second", " has");
}

}  // namespace detail

/// In which two pipelines differ, for a person; empty where their figures can be summed. Looks at all that the
/// fingerprint is made of: where that is the same by chance, or by malice, this still tells them apart.
inline std::string schema_difference(const layout::Schema& a, const layout::Schema& b) {
    if (std::string difference = name_text(a.name); difference != name_text(b.name))
        return detail::against("the name", difference, name_text(b.name));
    if (std::string difference = detail::node_difference(a, b); !difference.empty()) return difference;
    if (a.level != b.level) return detail::against("the level", name_of(a.level), name_of(b.level));
    if (a.sample_every != b.sample_every)
        return detail::counts_against("one run measured in", a.sample_every, b.sample_every);
    if (a.ring_capacity != b.ring_capacity)
        return detail::counts_against("run records kept for each thread", a.ring_capacity, b.ring_capacity);
    if (a.kept_slowest != b.kept_slowest)
        return detail::counts_against("slowest runs kept", a.kept_slowest, b.kept_slowest);
    if (a.kept_around != b.kept_around)
        return detail::counts_against("runs kept around violations", a.kept_around, b.kept_around);
    if ((a.shard.allocations == 0) != (b.shard.allocations == 0)) return "whether allocations are counted";
    const bool same_fields = a.field_count == b.field_count &&
                             std::memcmp(a.fields(), b.fields(), a.field_count * sizeof(layout::FieldSchema)) == 0;
    if (!same_fields) return "what is captured";
    if (std::memcmp(&a, &b, offsetof(layout::Schema, clock)) != 0) return "how their shards are laid out";
    return {};
}

}  // namespace weir::inline WEIR_ABI::panel
