// Counts the words of the files it is given, and says where the time went.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace weir::literals;

std::optional<std::string> load(const char* path) {
    std::ifstream file{path};
    if (!file) return std::nullopt;  // the run stops here, and is counted as stopped
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in{text};
    return {std::istream_iterator<std::string>{in}, {}};
}

std::map<std::string, int> count(const std::vector<std::string>& words) {
    std::map<std::string, int> counts;
    for (const std::string& word : words) ++counts[word];
    return counts;
}

using Words = weir::Pipeline<weir::Stage<"load", load>,          // a name and a function
                             weir::Stage<"split", split, 2_ms>,  // and a threshold
                             weir::Stage<"count", count, 2_ms>,  // a call that takes longer is told
                             weir::Name<"words">>;

int main(int argc, char** argv) {
    Words words;
    for (int i = 1; i < argc; ++i) words(argv[i]);  // called like a function
    std::cout << weir::report(words);
}
