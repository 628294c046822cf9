#include "compare/sides.hpp"

#include "support/exit.hpp"

#include <weir/panel/compare/comparable.hpp>
#include <weir/panel/recording.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace weir_tool {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_json = std::size_t{64} << 20;
constexpr std::size_t most_recordings = 10'000;

/// All of a file, which may be a pipe, where it begins as JSON does; empty where it does not.
std::string json_in(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string text;
    char chunk[1U << 16];
    while (file.read(chunk, sizeof chunk), file.gcount() > 0) {
        text.append(chunk, static_cast<std::size_t>(file.gcount()));
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (first != std::string::npos && text[first] != '{') return {};
        if (text.size() > most_json)
            throw Unusable{fmt::format("{}: expected JSON of at most 64 MiB, found more", path)};
    }
    return text;
}

/// To what there is of the same benchmark; more than one file make each an observation of its own.
void add_benchmarks(Side& side, std::vector<weir::BenchmarkReports> benchmarks, bool is_alone) {
    for (weir::BenchmarkReports& read : benchmarks) {
        if (!is_alone) read.reports = {weir::panel::observation_of(read.reports)};
        const auto same = weir::find_benchmark(side.benchmarks, read.name);
        if (same == side.benchmarks.end()) side.benchmarks.push_back(std::move(read));
        else same->reports.insert(same->reports.end(), read.reports.begin(), read.reports.end());
    }
}

void read_file(Side& side, const std::string& path, bool is_alone) {
    const std::string text = json_in(path);
    if (text.empty()) {
        const weir::Recording recording = weir::open(path);
        if (recording.is_live())
            fmt::print(stderr, "weir: {}: is still written: what is in it now is compared\n", path);
        side.reports.push_back(weir::comparable(recording));
    } else if (const auto json = nlohmann::json::parse(text, nullptr, false); weir::panel::is_benchmark_json(json)) {
        add_benchmarks(side, weir::read_benchmarks(json, path), is_alone);
    } else {
        side.reports.push_back(weir::read_report(text, path));
    }
}

/// The path itself, or what is in the folder.
std::vector<std::string> files_at(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return {path};
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator{path, error}) {
        const fs::path extension = entry.path().extension();
        if (extension == ".weir" || extension == ".json") files.push_back(entry.path().string());
    }
    if (error) throw Unusable{fmt::format("{}: the folder cannot be read: {}", path, error.message())};
    if (files.empty()) throw Unusable{fmt::format("{}: expected *.weir or *.json in the folder, found none", path)};
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Side read_side(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        const std::vector<std::string> more = files_at(path);
        files.insert(files.end(), more.begin(), more.end());
    }
    if (files.size() > most_recordings)
        throw Unusable{
            fmt::format("expected at most {} recordings on a side, found {}", most_recordings, files.size())};
    Side side;
    side.files = files.size();
    for (const std::string& file : files) read_file(side, file, files.size() == 1);
    if (!side.reports.empty() && !side.benchmarks.empty())
        throw Unusable{
            "compare: expected recordings and reports on a side, or files that Google Benchmark wrote; found "
            "both"};
    return side;
}

}  // namespace weir_tool
