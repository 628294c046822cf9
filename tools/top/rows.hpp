#pragma once

#include "top/watched.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace weir_tool {

/// By what the stages are sorted: as they are run, by name, or the greatest first.
enum class Order : unsigned char { run, name, share, p99, violations };

/// "run", "name", "share", "p99" or "violations".
[[nodiscard]] const char* name_of(Order order) noexcept;

/// Figures of one stage over some time. In nanoseconds.
struct Figures {
    std::uint64_t count = 0;
    double p50 = 0;
    double p99 = 0;
    std::uint64_t violations = 0;
};

/// A line of the screen.
struct Row {
    std::string name;  ///< where the order is that of runs the stage's, indented in nested pipelines; else its path
    bool is_total = false;  ///< the whole run
    bool has_threshold = false;
    double share = 0;            ///< of the time of all runs, in the last interval that had runs, else overall
    std::optional<double> rate;  ///< calls a second in the last interval
    std::optional<Figures> during;
    Figures overall;
    std::deque<double> history;
};

/// The stages of a recording in an order, and last the whole run. Nested pipelines stand before their stages where the
/// order is that of runs; sorted otherwise only stages are there.
[[nodiscard]] std::vector<Row> make_rows(const Watched& watched, Order order);

}  // namespace weir_tool
