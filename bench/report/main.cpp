// Reads what the benches wrote and renders it: bench_report OUT_FOLDER RESULTS_FOLDER... [--missing=WHAT:WHY]...
#include "markdown.hpp"
#include "plots.hpp"
#include "result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>

namespace bench {

namespace {

namespace fs = std::filesystem;

constexpr std::array benches{"overhead", "scaling", "memory", "compile_time"};

struct Found {
    std::vector<Result> results;
    std::vector<Missing> missing;
};

void read_folder(const fs::path& folder, Found& found) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error})
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        std::ifstream in{file};
        try {
            found.results.push_back(nlohmann::json::parse(in).get<Result>());
        } catch (const nlohmann::json::exception& wrong) {
            found.missing.push_back({file.filename().string(), fmt::format("it can't be read: {}", wrong.what())});
        }
    }
}

/// In the order of the benches; those of one bench in the order of the folders.
void put_in_order(Found& found) {
    const auto place = [](const Result& result) {
        return std::find(benches.begin(), benches.end(), result.bench) - benches.begin();
    };
    std::stable_sort(found.results.begin(), found.results.end(),
                     [&](const Result& a, const Result& b) { return place(a) < place(b); });
    for (const std::string bench : benches)
        if (std::none_of(found.results.begin(), found.results.end(),
                         [&](const Result& result) { return result.bench == bench; }))
            found.missing.push_back({bench, "it left no result"});
}

/// "overhead_5ns_gcc": of letters, digits and _.
std::string file_name(const Plot& plot, const Result& result) {
    std::string compiler = result.compiler.substr(0, result.compiler.find(' '));
    if (compiler == "g++") compiler = "gcc";
    std::string name = plot.name + "_" + compiler;
    std::erase_if(name, [](unsigned char c) { return c != '_' && std::isalnum(c) == 0; });
    return name;
}

Chapter with_drawings(const Result& result, const fs::path& out, std::vector<Missing>& missing) {
    Chapter chapter{result, {}};
    for (const Plot& plot : result.plots) {
        const std::string path = fmt::format("performance/{}.svg", file_name(plot, result));
        if (!can_draw()) chapter.drawings.push_back({"", "gnuplot is not installed"});
        else if (!draw(plot, out / path)) chapter.drawings.push_back({"", "gnuplot failed"});
        else chapter.drawings.push_back({path, ""});
        if (const Drawing& made = chapter.drawings.back(); made.path.empty())
            missing.push_back({fmt::format("the drawing \"{}\"", plot.title), made.why});
    }
    return chapter;
}

int run(const std::vector<std::string>& arguments) {
    const std::string missing_option = "--missing=";
    Found found;
    std::vector<fs::path> folders;
    for (const std::string& argument : arguments) {
        if (!argument.starts_with(missing_option)) {
            folders.emplace_back(argument);
            continue;
        }
        const std::string what = argument.substr(missing_option.size());
        const std::size_t colon = std::min(what.find(':'), what.size() - 1);
        found.missing.push_back({what.substr(0, colon), what.substr(colon + 1)});
    }
    if (folders.size() < 2) {
        fmt::print(stderr, "usage: bench_report OUT_FOLDER RESULTS_FOLDER... [--missing=WHAT:WHY]...\n");
        return 2;
    }
    const fs::path out = folders.front();
    for (auto folder = folders.begin() + 1; folder != folders.end(); ++folder) read_folder(*folder, found);
    put_in_order(found);

    fs::create_directories(out / "performance");
    for (const auto& old : fs::directory_iterator{out / "performance"})
        if (old.path().extension() == ".svg") fs::remove(old.path());  // a plot that is gone leaves no drawing behind
    std::vector<Chapter> chapters;
    for (const Result& result : found.results) chapters.push_back(with_drawings(result, out, found.missing));
    std::ofstream file{out / "performance.md"};
    file << page(chapters, found.missing);
    file.flush();
    for (const Missing& missing : found.missing) fmt::print("not in the report: {} ({})\n", missing.what, missing.why);
    if (!file) {
        fmt::print(stderr, "{} could not be written\n", (out / "performance.md").string());
        return 1;
    }
    fmt::print("written: {}\n", (out / "performance.md").string());
    return 0;
}

}  // namespace

}  // namespace bench

int main(int count, char** values) { return bench::run({values + 1, values + count}); }
