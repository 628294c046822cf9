#include "top/rows.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/panel/quantile.hpp>
#include <weir/panel/stages.hpp>

#include <algorithm>
#include <utility>

namespace weir_tool {

namespace {

using weir::layout::NodeSchema;
using weir::panel::NodeSnapshot;

Figures figures_of(const NodeSnapshot& node) {
    return {node.count, weir::panel::quantile(node, 0.5), weir::panel::quantile(node, 0.99), node.violations};
}

double share_of(const NodeSnapshot& node, const NodeSnapshot& run) {
    if (run.total == 0) return 0;
    return std::min(1.0, static_cast<double>(node.total) / static_cast<double>(run.total));
}

Row make_row(const Watched& watched, std::uint32_t node) {
    const NodeSchema& schema = watched.recording().schema().nodes()[node];
    const auto& overall = watched.overall().nodes;
    const auto& during = watched.during().nodes;
    Row row;
    row.has_threshold = schema.threshold != NodeSchema::no_threshold;
    row.overall = figures_of(overall[node]);
    row.share = share_of(overall[node], overall[0]);
    row.history = watched.history(node);
    if (during.empty()) return row;
    row.during = figures_of(during[node]);
    if (watched.during_seconds() > 0) row.rate = static_cast<double>(row.during->count) / watched.during_seconds();
    if (during[0].total > 0) row.share = share_of(during[node], during[0]);
    return row;
}

/// The nodes between the whole run and this one.
std::vector<std::uint32_t> groups_above(const NodeSchema* nodes, std::uint32_t node) {
    std::vector<std::uint32_t> groups;
    while (nodes[node].parent != 0) groups.insert(groups.begin(), node = nodes[node].parent);
    return groups;
}

std::string name_of_node(const NodeSchema* nodes, std::uint32_t node) {
    return weir::panel::detail::printable(weir::panel::name_text(nodes[node].name));
}

bool stands_before(const Row& a, const Row& b, Order order) {
    const auto greater = [](auto x, auto y) { return x > y; };
    switch (order) {
    case Order::name: return a.name < b.name;
    case Order::share: return greater(a.share, b.share);
    case Order::p99: return greater(a.during.value_or(a.overall).p99, b.during.value_or(b.overall).p99);
    case Order::violations:
        return greater(std::pair{a.during.value_or(Figures{}).violations, a.overall.violations},
                       std::pair{b.during.value_or(Figures{}).violations, b.overall.violations});
    case Order::run: break;
    }
    return false;
}

}  // namespace

const char* name_of(Order order) noexcept {
    constexpr const char* names[] = {"run", "name", "share", "p99", "violations"};
    return names[static_cast<unsigned>(order)];
}

std::vector<Row> make_rows(const Watched& watched, Order order) {
    const weir::layout::Schema& schema = watched.recording().schema();
    const NodeSchema* nodes = schema.nodes();
    std::vector<Row> rows;
    for (std::uint32_t node = 1; node < schema.node_count; ++node) {
        const auto groups = groups_above(nodes, node);
        if (order != Order::run && (nodes[node].flags & NodeSchema::is_group) != 0) continue;
        Row row = make_row(watched, node);
        if (order == Order::run) row.name.assign(2 * groups.size(), ' ');
        else
            for (const std::uint32_t group : groups) row.name += name_of_node(nodes, group) + "/";
        row.name += name_of_node(nodes, node);
        rows.push_back(std::move(row));
    }
    if (order != Order::run)
        std::stable_sort(rows.begin(), rows.end(),
                         [order](const Row& a, const Row& b) { return stands_before(a, b, order); });
    rows.push_back(make_row(watched, 0));
    rows.back().name = "total";
    rows.back().is_total = true;
    return rows;
}

}  // namespace weir_tool
