#pragma once

#include <weir/panel/recording.hpp>
#include <weir/panel/source.hpp>
#include <weir/panel/stages.hpp>

#include <cerrno>
#include <cstdint>
#include <string>
#include <utility>

#include <unistd.h>

namespace weir::inline WEIR_ABI::panel {

/// What a trace shows: the runs of one pipeline in one process, and who that is. What `source` points to must outlive it.
struct TraceInput {
    Source source;
    std::uint64_t process = 0;  ///< its number
    std::string program;        ///< the name of its file
    std::string machine;        ///< its name and its start: process numbers are unique within one only
    std::string host;
};

[[nodiscard]] inline TraceInput trace_input(const Recording& recording) {
    const layout::WriterFacts& writer = recording.head().writer;
    TraceInput input{recording.source(), writer.process, name_text(writer.program), {}, name_text(writer.host)};
    input.program.erase(0, input.program.rfind('/') + 1);
    input.machine = joined(input.host, "/", name_text(writer.boot));
    return input;
}

/// Of this process.
[[nodiscard]] inline TraceInput trace_input(Source source) {
    return {std::move(source), static_cast<std::uint64_t>(::getpid()), program_invocation_short_name, {}, {}};
}

}  // namespace weir::inline WEIR_ABI::panel
