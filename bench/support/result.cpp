#include "result.hpp"

#include "build_facts.hpp"
#include "machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>

namespace bench {

namespace {

void print(const Table& table) {
    fmt::print("\n{}{}{}\n", table.title, table.how.empty() ? "" : ": ", table.how);
    for (const std::string& note : table.notes) fmt::print("  {}\n", note);
    std::vector<std::size_t> widths(table.columns.size());
    std::vector<bool> is_text(table.columns.size());
    const auto widen = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    };
    widen(table.columns);
    for (const auto& row : table.rows) {
        widen(row);
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            if (!row[i].empty() && std::isalpha(static_cast<unsigned char>(row[i].front())) != 0) is_text[i] = true;
    }
    const auto print_row = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i)
            if (i + 1 == cells.size() && is_text[i]) fmt::print("  {}", cells[i]);
            else if (is_text[i]) fmt::print("  {:<{}}", cells[i], widths[i]);
            else fmt::print("  {:>{}}", cells[i], widths[i]);
        fmt::print("\n");
    };
    print_row(table.columns);
    for (const auto& row : table.rows) print_row(row);
}

}  // namespace

Result new_result(const std::string& bench, bool quick) {
    Result result;
    result.bench = bench;
    result.compiler = compiler;
    result.flags = flags;
    result.machine = machine();
    result.date = date();
    if (quick) result.notes.emplace_back("A quick try: the figures mean little.");
    result.measurements = nlohmann::json::object();
    return result;
}

bool publish(const Result& result, const std::string& file) {
    fmt::print("{}: {}, {}, {}, {}\n", result.bench, result.compiler, result.flags, result.machine, result.date);
    for (const std::string& note : result.notes) fmt::print("{}\n", note);
    for (const Table& table : result.tables) print(table);
    if (!result.missing.empty()) fmt::print("\n");
    for (const Missing& missing : result.missing) fmt::print("not measured: {} ({})\n", missing.what, missing.why);
    std::fflush(stdout);
    if (file.empty()) return true;
    std::ofstream out{file};
    out << nlohmann::json(result).dump(1) << "\n";
    out.flush();
    if (!out) fmt::print(stderr, "{} could not be written\n", file);
    return static_cast<bool>(out);
}

}  // namespace bench
