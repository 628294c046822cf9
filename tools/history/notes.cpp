#include "history/notes.hpp"

#include "support/numbers.hpp"

#include <weir/export/text/printable.hpp>
#include <weir/export/text/width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

namespace weir_tool {

namespace {

using weir::panel::detail::printable;

/// Where a stage stands in the history.
struct Span {
    std::size_t first;  ///< the first entry that has it
    std::size_t last;
    std::size_t place;  ///< among the stages of that last entry
};

std::map<std::string, Span> spans_of(const std::vector<Entry>& entries) {
    std::map<std::string, Span> spans;
    for (std::size_t i = 0; i < entries.size(); ++i)
        for (std::size_t place = 0; place < entries[i].figures.size(); ++place) {
            const auto [span, is_new] = spans.try_emplace(entries[i].figures[place].path, Span{i, i, place});
            span->second.last = i;
            span->second.place = place;
        }
    return spans;
}

void add_stages(std::vector<std::string>& notes, const std::vector<Entry>& entries) {
    const auto spans = spans_of(entries);
    const auto label = [&](std::size_t build) { return label_of(entries, build); };
    for (const auto& [path, span] : spans) {
        if (span.first > 0) notes.push_back(fmt::format("{} came with {}", printable(path), label(span.first)));
        if (span.last + 1 == entries.size()) continue;
        notes.push_back(fmt::format("{} is not there since {}", printable(path), label(span.last + 1)));
        for (const auto& [other, its] : spans) {
            const auto& there = entries[its.first].figures;
            const bool same_place = span.place < there.size() && there[span.place].path == other;
            if (its.first == span.last + 1 && same_place)
                notes.push_back(
                    fmt::format("{} stands where {} stood: if it is the same stage, --renamed {}={} joins them",
                                printable(other), printable(path), printable(path), printable(other)));
        }
    }
}

std::string ordinal(std::size_t number) {
    const std::size_t tens = number / 10 % 10, ones = number % 10;
    const char* ending = tens == 1 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
    return fmt::format("{}{}", number, ending);
}

template <class TextOf>
std::set<std::string> texts_of(const std::vector<Entry>& entries, TextOf text_of) {
    std::set<std::string> texts;
    for (const Entry& entry : entries) texts.insert(text_of(entry));
    return texts;
}

std::string listed(const std::set<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts)
        list += (list.empty() ? "" : ", ") + (text.empty() ? "unknown" : printable(text));
    return list;
}

/// The facts of an entry that may change how long the same code takes.
struct Fact {
    const char* name;
    std::string Entry::*text;
};
constexpr Fact facts[] = {{"host", &Entry::host},   {"compiler", &Entry::compiler}, {"machine", &Entry::machine},
                          {"level", &Entry::level}, {"weir", &Entry::weir},         {"clock", &Entry::clock}};

}  // namespace

std::string label_of(const std::vector<Entry>& entries, std::size_t build) {
    const std::string& label = entries[build].label;
    const auto same = [&](const Entry& entry) { return entry.label == label; };
    const auto before = std::count_if(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(build), same);
    const std::string text = printable(label);
    return before == 0 ? text : fmt::format("{} ({})", text, ordinal(static_cast<std::size_t>(before) + 1));
}

std::vector<std::string> notes_of(const std::vector<Entry>& entries) {
    std::vector<std::string> notes;
    add_stages(notes, entries);
    std::map<std::string, std::size_t> labels;
    for (const Entry& entry : entries) ++labels[entry.label];
    for (const auto& [label, count] : labels)
        if (count > 1)
            notes.push_back(fmt::format("{} is there {} times, each a build of its own here", printable(label), count));
    const auto hosts = texts_of(entries, [](const Entry& entry) { return entry.host; });
    if (hosts.size() > 1)
        notes.push_back(fmt::format("{} hosts: {}; --host looks at one, whose builds can be compared", hosts.size(),
                                    listed(hosts)));
    return notes;
}

std::string suspects_of(const std::vector<Entry>& entries, const Series& series, const weir::Change& change) {
    const auto& changes = series.trend.changes;
    std::size_t begin = 0, end = series.builds.size();
    for (const weir::Change& other : changes) {
        if (other.first < change.first) begin = other.first;
        if (other.first > change.first) end = std::min(end, other.first);
    }
    std::string text;
    for (const Fact& fact : facts) {
        std::set<std::string> before, after;
        for (std::size_t i = begin; i < end; ++i)
            (i < change.first ? before : after).insert(entries[series.builds[i]].*fact.text);
        const bool shared = std::any_of(before.begin(), before.end(),
                                        [&](const auto& one) { return after.contains(one); });
        if (!shared)
            text += fmt::format("{}{} {} before, {} after", text.empty() ? "" : "; ", fact.name, listed(before),
                                listed(after));
    }
    return text;
}

}  // namespace weir_tool
