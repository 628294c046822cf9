#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace weir_tool {

/// What is kept of a stage, of a nested pipeline, or of the whole run.
struct StageFigures {
    std::string path;  ///< as in a report; empty: the whole run
    std::uint64_t count = 0;
    double mean_ns = 0;  ///< not rounded, unlike a report's
    std::int64_t p50_ns = 0;
    std::int64_t p99_ns = 0;
};

/// A build in a history: one line of the log. Facts that are not known are empty.
struct Entry {
    static constexpr int current_version = 1;

    std::string label;
    std::int64_t at_utc_ns = 0;  ///< when it was measured, nanoseconds since 1970
    std::string pipeline;
    std::string level;
    std::string schema;  ///< the fingerprint of stages, thresholds and captures
    std::string host;    ///< of several, all, with commas
    std::string compiler;
    std::string machine;
    std::string weir;  ///< the version that recorded
    std::string clock;
    std::uint64_t files = 0;
    std::uint64_t runs = 0;
    std::vector<StageFigures> figures;  ///< the whole run, then the stages in the order in which they are run
};

/// A line that is no entry: why.
struct EntryError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// One of a version that this program does not know.
struct EntryVersionError : EntryError {
    using EntryError::EntryError;
};

/// The entry as one line, without its end:
///
///     format            "weir-history"
///     version           1; a new field leaves it as it is, a field that goes or changes its meaning raises it
///     label             string
///     at_utc_ns         integer nanoseconds since 1970: when the recording was begun, or the report made
///     pipeline, level, schema, host, compiler, machine, weir, clock     strings, empty where they are not known
///     files, runs       integers
///     total             {count, mean_ns, p50_ns, p99_ns}; integers but for mean_ns
///     stages            [{path, count, mean_ns, p50_ns, p99_ns}], nested pipelines before their own stages
[[nodiscard]] std::string line_of(const Entry& entry);

/// Throws EntryError, EntryVersionError among them.
[[nodiscard]] Entry entry_of(const std::string& line);

// What both readers of JSON need: a field of the type that is expected, or EntryError with its name.
[[nodiscard]] const nlohmann::json& field_of(const nlohmann::json& object, const char* name);
[[nodiscard]] std::string text_field(const nlohmann::json& object, const char* name);
[[nodiscard]] std::uint64_t count_field(const nlohmann::json& object, const char* name);
/// From 0 to the longest duration.
[[nodiscard]] std::int64_t time_field(const nlohmann::json& object, const char* name);

}  // namespace weir_tool
