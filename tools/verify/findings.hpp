#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir_tool {

/// What verify found in one file, a line each: the field, where it stands, what was expected, what was found. Damage is
/// seldom alone: after so many lines the rest is only counted.
class Findings {
public:
    static constexpr std::size_t shown = 100;

    explicit Findings(std::string path) : path_{std::move(path)} {}

    template <class Expected, class Found>
    void add(std::string_view field, std::uint64_t offset, const Expected& expected, const Found& found) {
        add_line(fmt::format("{}: {} at byte {}: expected {}, found {}", path_, field, offset, expected, found));
    }
    void add_line(std::string line) {
        if (++count_ <= shown) lines_.push_back(std::move(line));
    }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// All lines, each with its end.
    [[nodiscard]] std::string text() const {
        std::string out;
        for (const std::string& line : lines_) out += line + "\n";
        if (count_ > shown) out += fmt::format("{}: and {} more\n", path_, count_ - shown);
        return out;
    }

private:
    std::string path_;
    std::vector<std::string> lines_;
    std::uint64_t count_ = 0;
};

}  // namespace weir_tool
