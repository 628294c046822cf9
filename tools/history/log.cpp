#include "history/log.hpp"

#include "history/log_file.hpp"
#include "support/exit.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/width.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace weir_tool {

namespace {

/// The lines that hold anything.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::string line = text.substr(from, end - from);
        if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(std::move(line));
        from = end + 1;
    }
    return lines;
}

std::optional<Entry> entry_or_none(const std::string& line) {
    try {
        return entry_of(line);
    } catch (const EntryError&) { return std::nullopt; }
}

}  // namespace

History read_history(const std::string& path) {
    const std::string text = read_log(path);
    History history;
    std::size_t number = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        const std::string line = text.substr(from, end - from);
        from = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        try {
            history.entries.push_back(entry_of(line));
        } catch (const EntryError& error) { history.left_out.push_back({number, error.what()}); }
    }
    return history;
}

Appended append_entry(const std::string& path, const Entry& entry, std::size_t keep, bool replace) {
    LockedLog log{path};
    std::vector<std::string> lines = lines_of(log.text());
    Appended done;
    std::size_t last_same = lines.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::optional<Entry> there = entry_or_none(lines[i]);
        if (!there) continue;
        if (there->pipeline != entry.pipeline)
            throw Unusable{
                fmt::format("{}: expected entries of the pipeline {}, as in what is appended, found one of {}: a "
                            "log is of one pipeline, name another by --log",
                            path, weir::panel::detail::printable(entry.pipeline),
                            weir::panel::detail::printable(there->pipeline))};
        if (there->label == entry.label) {
            ++done.same;
            last_same = i;
        }
    }
    done.replaced = replace && done.same > 0;
    if (done.replaced) lines[last_same] = line_of(entry);
    else lines.push_back(line_of(entry));
    done.dropped = lines.size() - std::min(lines.size(), keep);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(done.dropped));
    done.lines = lines.size();
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    log.replace(text);
    return done;
}

}  // namespace weir_tool
