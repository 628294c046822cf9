#include "runs/writers.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/style.hpp>
#include <weir/export/text/width.hpp>
#include <weir/panel/format.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace weir_tool {

namespace {

using weir::panel::detail::Look;
using weir::panel::detail::painted;
using weir::panel::detail::printable;
using weir::panel::detail::width_of;

weir::Nanoseconds whole(std::uint64_t ns) { return weir::Nanoseconds{static_cast<std::int64_t>(ns)}; }

/// To the microsecond: "2026-01-31T12:34:56.123456Z".
std::string start_text(std::int64_t utc_ns) {
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t fraction = (utc_ns % second + second) % second;
    std::string text = weir::panel::utc_text(utc_ns);
    text.insert(text.size() - 1, fmt::format(".{:06}", fraction / 1000));
    return text;
}

class TextWriter final : public RunWriter {
public:
    TextWriter(Output& out, Style style, bool several) : out_{out}, style_{style}, several_{several} {}

    void write(const RunOrigin& origin, const weir::RunView& run) override {
        if (!std::exchange(any_, true))
            out_.write(
                painted(fmt::format("{:>{}}  {:<7}  {:<27}  key", "total", total_columns, "outcome", "start (UTC)"),
                        Look::faint, style_.colour) +
                "\n");
        const bool over = origin.run_threshold && run.total_ns > static_cast<std::uint64_t>(*origin.run_threshold);
        std::string line = painted(fmt::format("{:>{}}", weir::panel::rounded(whole(run.total_ns)), total_columns),
                                   over ? Look::bad : Look::strong, style_.colour);
        constexpr Look looks[] = {Look::plain, Look::warning, Look::bad};
        constexpr const char* outcomes[] = {"ok     ", "stopped", "threw  "};
        const auto outcome = static_cast<unsigned>(run.outcome);
        line += "  " + painted(outcomes[outcome], looks[outcome], style_.colour) + "  " + start_text(run.started_utc);
        if (!run.key.empty()) line += "  " + printable(run.key);
        out_.write(line + "\n");
        write_stages(origin, run);
        write_captures(run);
        if (run.outcome != weir::Outcome::ok)
            write_words({fmt::format("{} at {}{}", run.outcome == weir::Outcome::threw ? "threw" : "stopped",
                                     printable(run.outcome_stage), run.error.empty() ? "" : ":")},
                        printable(run.error));
        if (several_) write_words({"in", printable(origin.file)});
    }
    void end() override {
        if (!any_) out_.write("no such runs\n");
    }

private:
    static constexpr std::size_t total_columns = 9, columns = 80, indent = total_columns + 2;

    /// Pieces that are not broken, in as many lines as they take.
    void write_words(const std::vector<std::string>& pieces, std::string_view text = {}) {
        std::string line(indent, ' ');
        std::size_t used = indent;
        const auto add = [&](const std::string& piece, std::size_t width, std::size_t gap) {
            if (used > indent && used + gap + width > columns) {
                out_.write(line + "\n");
                line.assign(indent, ' ');
                used = indent;
            } else if (used > indent) {
                line.append(gap, ' ');
                used += gap;
            }
            line += piece;
            used += width;
        };
        for (const std::string& piece : pieces) add(piece, width_of(piece), 2);
        while (!text.empty()) {
            const std::string_view word = text.substr(0, text.find(' '));
            add(std::string{word}, width_of(word), 1);
            text.remove_prefix(std::min(text.size(), word.size() + 1));
        }
        if (used > indent) out_.write(line + "\n");
    }
    void write_stages(const RunOrigin& origin, const weir::RunView& run) {
        std::vector<std::string> pieces;
        for (std::size_t leaf = 0; leaf < run.durations.size(); ++leaf) {
            const auto& ns = run.durations[leaf];
            if (!ns) continue;
            const auto& threshold = origin.thresholds[leaf];
            std::string piece = fmt::format("{} {}", printable(origin.paths[leaf]), weir::panel::rounded(whole(*ns)));
            if (threshold && *ns > static_cast<std::uint64_t>(*threshold))
                piece += fmt::format(" (over {})", weir::panel::exact(weir::Nanoseconds{*threshold}));
            pieces.push_back(std::move(piece));
        }
        write_words(pieces);
    }
    void write_captures(const weir::RunView& run) {
        std::vector<std::string> pieces;
        for (const weir::CaptureView& capture : run.captures)
            pieces.push_back(fmt::format("{}.{}={}", printable(capture.stage), printable(capture.name),
                                         printable(weir::panel::value_text(capture))));
        write_words(pieces);
    }

    Output& out_;
    Style style_;
    bool several_;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<RunWriter> make_text_writer(Output& out, Style style, bool several) {
    return std::make_unique<TextWriter>(out, style, several);
}

}  // namespace weir_tool
