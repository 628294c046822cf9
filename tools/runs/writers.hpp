#pragma once

#include "support/output.hpp"
#include "support/style.hpp"

#include <weir/panel/recording.hpp>
#include <weir/panel/runs.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir_tool {

/// What a run does not say of itself: where it was recorded.
struct RunOrigin {
    explicit RunOrigin(const weir::Recording& recording);

    std::string file;
    std::string pipeline;
    std::vector<std::string> paths;                       ///< of the leaves
    std::vector<std::optional<std::int64_t>> thresholds;  ///< of the leaves, in nanoseconds
    std::optional<std::int64_t> run_threshold;            ///< of the whole run
    std::vector<std::string> captures;                    ///< "stage.name", all that the stages capture
};

/// Writes runs one by one, so that memory does not grow with their number.
class RunWriter {
public:
    RunWriter() = default;
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;
    virtual ~RunWriter() = default;

    virtual void write(const RunOrigin& origin, const weir::RunView& run) = 0;
    /// After the last run, also where there was none.
    virtual void end() = 0;
};

/// A line a run and its details under it, within 80 columns. `several`: whether the file is named.
std::unique_ptr<RunWriter> make_text_writer(Output& out, Style style, bool several);
/// One JSON array.
std::unique_ptr<RunWriter> make_json_writer(Output& out);
/// The same objects, one a line (https://github.com/ndjson/ndjson-spec).
std::unique_ptr<RunWriter> make_ndjson_writer(Output& out);
/// RFC 4180: a header and a line a run, for the stages and captures of `origin`.
std::unique_ptr<RunWriter> make_csv_writer(Output& out, const RunOrigin& origin);

}  // namespace weir_tool
