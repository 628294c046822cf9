#include "markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace bench {

namespace {

constexpr const char* introduction =
    "# Performance\n\n"
    "Written by `./dev bench`, which runs the programs of `bench/`; no figure is typed by hand. Run it to have the "
    "figures of your machine.\n\n"
    "`bare` is the stages called by hand. `limit` is the least that can be done to know where time goes: the "
    "processor's counter read at each of the N + 1 boundaries of N stages, and stored. What a variant costs is told as "
    "(variant - bare) / (limit - bare): 0 is free, 1 is as cheap as can be. Of stages that take much longer than a "
    "read "
    "of the counter the limit is next to nothing, and the share of the run's time is what counts.\n\n"
    "The worst case stands with the best: one stage of about 1 ns is next to no work to measure, and `trace, worst "
    "case` is all that weir can be asked to do in each run.\n";

constexpr const char* bounds = "Bounds";

/// Names with < and | are texts here, not markup.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '|') out += "\\|";
        else out += c;
    }
    return out;
}

std::string build_of(const Result& result) {
    return result.flags.empty() ? escaped(result.compiler)
                                : fmt::format("{}, `{}`", escaped(result.compiler), result.flags);
}

std::string facts(const Result& result) {
    return fmt::format("{}; {}; {}; load of the last minute {:.1f}", build_of(result), escaped(result.machine),
                       result.date, result.load);
}

bool holds_numbers(const Table& table, std::size_t column) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const std::vector<std::string>& row) {
        if (column >= row.size() || row[column].empty()) return true;
        return std::isalpha(static_cast<unsigned char>(row[column].front())) == 0;
    });
}

std::string rendered(const Table& table, const std::string& caption) {
    std::string out;
    for (const std::string& note : table.notes) out += escaped(note) + "\n\n";
    std::string rule = "|";
    out += "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        out += " " + escaped(table.columns[i]) + " |";
        rule += holds_numbers(table, i) ? " ---: |" : " --- |";
    }
    out += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        out += "|";
        for (const std::string& cell : row) out += " " + escaped(cell) + " |";
        out += "\n";
    }
    return out + "\n*" + caption + "*\n\n";
}

std::string caption_of(const Result& result, const Table& table) {
    return facts(result) + (table.how.empty() ? "" : "; " + escaped(table.how));
}

std::string chapter(const Chapter& of) {
    std::string out = fmt::format("## {}, {}\n\n", of.result.bench, escaped(of.result.compiler));
    for (const std::string& note : of.result.notes) out += escaped(note) + "\n\n";
    for (std::size_t i = 0; i < of.result.plots.size(); ++i) {
        const Plot& plot = of.result.plots[i];
        if (of.drawings[i].path.empty()) out += fmt::format("Not drawn: {} ({}).\n\n", plot.title, of.drawings[i].why);
        else out += fmt::format("![{}]({})\n\n", escaped(plot.title), of.drawings[i].path);
    }
    for (const Table& table : of.result.tables)
        if (table.title != bounds)
            out += "### " + escaped(table.title) + "\n\n" + rendered(table, caption_of(of.result, table));
    return out;
}

}  // namespace

std::string page(const std::vector<Chapter>& chapters, const std::vector<Missing>& missing) {
    std::string out = introduction;
    out += "\n## Bounds\n\nWhat weir promises of these figures, and whether it was kept in this run.\n\n";
    for (const Chapter& each : chapters)
        for (const Table& table : each.result.tables)
            if (table.title == bounds)
                out += fmt::format("### {}, {}\n\n", each.result.bench, escaped(each.result.compiler)) +
                       rendered(table, caption_of(each.result, table));
    for (const Chapter& each : chapters) out += chapter(each);
    out += "## Not measured\n\n";
    bool any = false;
    const auto add = [&](const Missing& what, const std::string& where) {
        out += fmt::format("- {}{}: {}\n", escaped(what.what), where, escaped(what.why));
        any = true;
    };
    for (const Missing& each : missing) add(each, "");
    for (const Chapter& each : chapters)
        for (const Missing& what : each.result.missing)
            add(what, fmt::format(" ({}, {})", each.result.bench, escaped(each.result.compiler)));
    if (!any) out += "Nothing was left out.\n";
    return out;
}

}  // namespace bench
