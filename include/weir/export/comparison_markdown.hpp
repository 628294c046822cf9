#pragma once

#include <weir/export/comparison_text.hpp>
#include <weir/export/text/printable.hpp>
#include <weir/panel/compare/comparison.hpp>
#include <weir/panel/compare/wording.hpp>

#include <string>
#include <string_view>

namespace weir::inline WEIR_ABI {

namespace panel::detail {

/// Text that Markdown, and HTML in it, take as it is: names may come from anywhere.
inline std::string escaped(std::string_view text) {
    constexpr std::string_view special = "\\`*_{}[]<>()#+-.!|~&@$";
    std::string out;
    for (const char c : printable(text)) {
        if (special.find(c) != std::string_view::npos) {
            if (c == '<') out += "&lt;";
            else if (c == '>') out += "&gt;";
            else if (c == '&') out += "&amp;";
            else if (c == '@') out += "&#64;";  // names nobody
            else if (c == '#') out += "&#35;";
            else if (c == '+' || c == '-' || c == '.' || c == '(' || c == ')' || c == '!') out += c;
            else out += {'\\', c};
        } else {
            out += c;
        }
    }
    return out;
}

inline std::string markdown_shift(const Shift& shift) {
    if (!shift.change) return "";
    if (!shift.verdict) return shift_text(*shift.change);
    const std::string text = joined(shift_text(*shift.change), " (", interval_text(shift), ")");
    return shift.verdict == CompareVerdict::worse ? joined("**", text, "**") : text;
}

inline std::string markdown_row(const ComparedStage& stage, std::string_view name) {
    constexpr const char* marks[] = {"", "\xF0\x9F\x94\xB4 ", "\xF0\x9F\x9F\xA1 "};  // red and yellow circles
    const std::string mark = stage.verdict && !stage.faster ? marks[static_cast<unsigned>(*stage.verdict)] : "";
    const Shift& mean = stage.shifts[0];
    return joined("| ", escaped(name), " | ", mean.before_ns ? rounded(rounded_ns(*mean.before_ns)) : "", " | ",
                  markdown_shift(stage.shifts[0]), " | ", markdown_shift(stage.shifts[1]), " | ",
                  markdown_shift(stage.shifts[2]), " | ", mark, verdict_text(stage), " |\n");
}

inline std::string markdown_list(std::string_view head, const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    std::string out = joined("**", head, "**\n\n");
    for (const std::string& text : texts) out += joined("- ", escaped(text), "\n");
    return out + "\n";
}

}  // namespace panel::detail

/// The comparison for a comment on a pull request, in GitHub's Markdown: the verdict as a heading, warnings, a table of
/// what is worse or in doubt and of the whole run; the other stages and what the verdict rests on are folded.
[[nodiscard]] inline std::string to_markdown(const Comparison& comparison) {
    using namespace panel::detail;
    using panel::joined;
    constexpr const char* marks[] = {"\xE2\x9C\x85", "\xF0\x9F\x94\xB4", "\xF0\x9F\x9F\xA1"};  // a tick, circles
    const std::string head =
        "| stage | before | mean | p50 | p99 | verdict |\n| --- | ---: | ---: | ---: | ---: | --- |\n";
    std::string shown, folded;
    for (const ComparedStage& stage : comparison.stages) {
        const bool counts = stage.verdict == CompareVerdict::worse || stage.faster ||
                            (stage.verdict == CompareVerdict::inconclusive && !stage.is_small);
        (counts ? shown : folded) += markdown_row(stage, stage.path);
    }
    std::string out = joined("### ", marks[static_cast<unsigned>(comparison.verdict)], " ",
                             escaped(comparison.pipeline), ": ", name_of(comparison.verdict), "\n\n",
                             escaped(comparison.headline), ".\n\n", head, shown,
                             markdown_row(comparison.total, "total"), "\n");
    std::vector<std::string> changes;
    for (const StageChange& change : comparison.changes) changes.push_back(change_text(change));
    out += markdown_list("Stages", changes) + markdown_list("Warnings", comparison.warnings);
    out += "<details><summary>Other stages, and what this rests on</summary>\n\n";
    if (!folded.empty()) out += joined(head, folded, "\n");
    out += markdown_list("To decide", remarks_of(comparison));
    return joined(out, escaped(panel::detail::sides_text(comparison)), ".\n\n", escaped(comparison.rests_on),
                  ".\n\n</details>\n");
}

}  // namespace weir::inline WEIR_ABI
