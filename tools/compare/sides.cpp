#include "compare/sides.hpp"

#include "support/exit.hpp"

#include <weir/export/read_json.hpp>
#include <weir/panel/compare/comparable.hpp>
#include <weir/panel/recording.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <system_error>

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

weir::Report read_report(const std::string& path) {
    if (const std::string json = json_in(path); !json.empty()) return weir::read_report(json, path);
    const weir::Recording recording = weir::open(path);
    if (recording.is_live()) fmt::print(stderr, "weir: {}: is still written: what is in it now is compared\n", path);
    return weir::comparable(recording);
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

std::vector<weir::Report> read_side(const std::vector<std::string>& paths) {
    std::vector<weir::Report> reports;
    for (const std::string& path : paths)
        for (const std::string& file : files_at(path)) {
            if (reports.size() == most_recordings)
                throw Unusable{fmt::format("expected at most {} recordings on a side, found more", most_recordings)};
            reports.push_back(read_report(file));
        }
    return reports;
}

}  // namespace weir_tool
