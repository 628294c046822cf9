#pragma once

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <string>

namespace weir_tool {

/// For options that count: CLI11 takes "-3" for a number without a sign, and wraps it round.
inline CLI::Validator whole_number(std::uint64_t least) {
    const auto check = [least](const std::string& text) {
        const bool is_number = !text.empty() && text.size() < 20 &&
                               text.find_first_not_of("0123456789") == std::string::npos;
        if (is_number && std::stoull(text) >= least) return std::string{};
        return fmt::format("expected a whole number of {} or more, found {}", least, text);
    };
    return CLI::Validator{check, ""};
}

}  // namespace weir_tool
