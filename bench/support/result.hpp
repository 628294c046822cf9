#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

// What a bench found, as it is printed, kept in bench-results/NAME.json, and rendered by bench_report. A bench that is
// no C++ program writes the same JSON: an object for each struct, with the members' names.
namespace bench {

/// Cells are text: the bench knows how exact they are.
struct Table {
    std::string title;
    std::string how;                 ///< in a few words: of how many repetitions, by which formula
    std::vector<std::string> notes;  ///< paragraphs above it
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

struct Series {
    std::string name;
    std::vector<std::pair<double, double>> points;
};

struct Plot {
    std::string name;  ///< of its file, without an extension
    std::string title;
    std::string x;
    std::string y;
    std::vector<Series> series;
};

/// What was to be measured and was not.
struct Missing {
    std::string what;
    std::string why;
};

struct Result {
    std::string bench;     ///< its folder's name
    std::string compiler;  ///< with its version
    std::string flags;
    std::string machine;
    std::string date;
    double load = 0;  ///< of the machine, when the bench ended
    std::vector<std::string> notes;
    std::vector<Table> tables;
    std::vector<Plot> plots;
    std::vector<Missing> missing;
    nlohmann::json measurements;  ///< each repetition, for whoever wants to look closer
};

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Table, title, how, notes, columns, rows)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Series, name, points)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Plot, name, title, x, y, series)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Missing, what, why)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Result, bench, compiler, flags, machine, date, load, notes, tables, plots, missing,
                                   measurements)

/// A result with the facts of this build, this machine and this moment; it says so where it is a quick try.
Result new_result(const std::string& bench, bool quick);

/// Prints it, and writes it to `file` where that is not empty; false, and a message, where that fails.
bool publish(const Result& result, const std::string& file);

}  // namespace bench
