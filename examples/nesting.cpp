// A pipeline is itself a stage: what one team measures, another builds on, and the report shows both.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>
#include <string>

using namespace weir::literals;

std::string read_line(int number) {
    weir::ManualClock::advance(2_ms);
    return "line " + std::to_string(number);
}
std::size_t tokenize(const std::string& line) {
    weir::ManualClock::advance(300_us);
    return line.size();
}
std::size_t parse(std::size_t tokens) {
    weir::ManualClock::advance(1200_us);
    return tokens + 1;
}
std::size_t check(std::size_t nodes) {
    weir::ManualClock::advance(700_us);
    return nodes;
}

using FrontEnd = weir::Pipeline<weir::Stage<"tokenize", tokenize>, weir::Stage<"parse", parse, 1_ms>,
                                weir::Name<"front_end">, weir::Threshold<2_ms>>;
using Compiler = weir::Pipeline<weir::Stage<"read_line", read_line>, FrontEnd, weir::Stage<"check", check>,
                                weir::Name<"compiler">, weir::ManualClock>;  // the clock of the outermost is used

int main() {
    Compiler compiler;
    for (int i = 0; i < 10; ++i) compiler(i);
    const weir::Report report = weir::report(compiler);
    std::cout << report << "\n";
    // A stage within a stage has a path.
    for (const weir::StageReport& stage : report.stages)
        for (const weir::StageReport& inner : stage.stages)
            std::cout << inner.path << ": " << inner.count << " calls, " << inner.violations << " too long\n";
}
