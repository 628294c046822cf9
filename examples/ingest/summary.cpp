#include "summary.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

namespace ingest {

namespace {

/// Columns that a terminal takes for it: one for each code point.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
std::string right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, width_of(text)), ' ') + text;
}
std::string left(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, width_of(text)), ' ');
}
/// A word as it is shown: as a whole if it is not too long for a column.
std::string shown_word(std::string_view word) {
    constexpr std::size_t columns = 16;
    std::string out;
    for (std::size_t at = 0, used = 0; at < word.size(); ++used) {
        if (used == columns - 3 && width_of(word) > columns) return out + "...";
        const std::size_t length = sequence_at(word, at).length;
        out += word.substr(at, length);
        at += length;
    }
    return out;
}
std::string milliseconds(weir::Nanoseconds time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(time.count()) / 1e6);
    return text;
}

}  // namespace

void Failures::add(Fault fault, const std::string& message) {
    constexpr std::size_t shown = 3;
    Kind& kind = kinds_[static_cast<std::size_t>(fault)];
    ++kind.count;
    if (kind.examples.size() < shown) kind.examples.push_back(message);
}

std::size_t Failures::count() const noexcept {
    std::size_t sum = 0;
    for (const Kind& kind : kinds_) sum += kind.count;
    return sum;
}

void Failures::print(std::ostream& out) const {
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        const Kind& kind = kinds_[i];
        if (kind.count == 0) continue;
        out << "  " << kind.count << " " << name_of(static_cast<Fault>(i)) << "\n";
        for (const std::string& example : kind.examples) out << "    " << example << "\n";
        if (kind.count > kind.examples.size()) out << "    ...\n";
    }
}

void print_words(std::ostream& out, const Count& count) {
    constexpr std::size_t shown = 20, rows = 5;
    using Entry = std::pair<std::uint64_t, std::string_view>;
    std::vector<Entry> words;
    words.reserve(count.counts.size());
    std::uint64_t all = 0;
    for (const auto& [word, times] : count.counts) {
        words.emplace_back(times, word);
        all += times;
    }
    const std::size_t top = std::min(shown, words.size());
    std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(top), words.end(),
                      [](const Entry& a, const Entry& b) {
                          return a.first != b.first ? a.first > b.first : a.second < b.second;
                      });

    out << "\n" << all << " words, " << words.size() << " different";
    out << (top == 0 ? "\n" : top < words.size() ? "; the most frequent:\n" : ":\n");
    std::size_t word_width = 0, count_width = 0;
    for (std::size_t i = 0; i < top; ++i) {
        word_width = std::max(word_width, width_of(shown_word(words[i].second)));
        count_width = std::max(count_width, std::to_string(words[i].first).size());
    }
    for (std::size_t row = 0; row < std::min(rows, top); ++row) {
        std::string line;
        for (std::size_t i = row; i < top; i += rows)
            line += "  " + right(std::to_string(words[i].first), count_width) + " " +
                    left(shown_word(words[i].second), word_width);
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << "\n";
    }
}

void print_slowest(std::ostream& out, const std::vector<const char*>& stages, const std::vector<SlowFile>& files) {
    if (files.empty()) return;
    out << "\nthe slowest files, in milliseconds\n";
    constexpr std::size_t width = 9;
    out << " " << right("total", width);
    for (const char* stage : stages) out << right(stage, width);
    out << "  file\n";
    for (const SlowFile& file : files) {
        out << " " << right(milliseconds(file.total), width);
        for (const weir::Nanoseconds duration : file.durations) out << right(milliseconds(duration), width);
        out << "  " << file.path << "\n";
    }
}

}  // namespace ingest
