#include "options.hpp"

#include <charconv>
#include <string_view>
#include <system_error>

namespace ingest {

namespace {

void read_limit(Options& options, std::string_view text) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), options.limit);
    if (error != std::errc{} || end != text.data() + text.size() || options.limit == 0)
        options.error = "expected a whole number from 1 on after --limit, found '" + std::string{text} + "'";
}

}  // namespace

Options read_options(int count, const char* const* arguments) {
    constexpr std::string_view limit = "--limit", limit_is = "--limit=";
    Options options;
    bool only_files = false;
    for (int i = 1; i < count && options.error.empty(); ++i) {
        const std::string_view argument = arguments[i];
        if (only_files || !argument.starts_with('-')) options.paths.emplace_back(argument);
        else if (argument == "--") only_files = true;
        else if (argument == "--help" || argument == "-h") options.help = true;
        else if (argument == limit && i + 1 < count) read_limit(options, arguments[++i]);
        else if (argument == limit) options.error = "expected a number after --limit, found nothing";
        else if (argument.starts_with(limit_is)) read_limit(options, argument.substr(limit_is.size()));
        else options.error = "unknown option '" + std::string{argument} + "'";
    }
    return options;
}

}  // namespace ingest
