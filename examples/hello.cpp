// The smallest use: three functions become a timed pipeline, and a report is printed.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace weir::literals;

// Times in this program are made up, so that it prints the same on each machine. Without it, and without ManualClock in
// the list below, they are measured.
void takes(weir::Nanoseconds time) { weir::ManualClock::advance(time); }

std::vector<std::string> tokenize(const std::string& text) {
    takes(3_ms);
    std::istringstream in{text};
    std::vector<std::string> tokens;
    for (std::string token; in >> token;) tokens.push_back(token);
    return tokens;
}

std::set<std::string> unique(const std::vector<std::string>& tokens) {
    takes(900_us);
    return {tokens.begin(), tokens.end()};
}

std::size_t count(const std::set<std::string>& words) {
    takes(100_us);
    return words.size();
}

using Words = weir::Pipeline<weir::Stage<"tokenize", tokenize, 5_ms>,  // its threshold: 5 ms
                             weir::Stage<"unique", unique, 2_ms>,      // 2 ms
                             weir::Stage<"count", count>,              // none
                             weir::ManualClock>;

int main() {
    Words words;
    for (int i = 0; i < 1000; ++i) words(std::string{"to be or not to be that is the question"});
    std::cout << weir::report(words);
}
