// A service that answers requests until it is told to end, or as many as it is told: what is looked at from outside in
// docs/questions/in_production.md. Nothing in it knows of files.
#include <weir/weir.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

using namespace weir::literals;

using Numbers = std::vector<std::uint32_t>;

std::optional<Numbers> parse(const std::string& request) {
    std::istringstream in{request};
    Numbers numbers;
    for (std::uint32_t number = 0; in >> number;) numbers.push_back(number);
    if (numbers.empty()) return std::nullopt;  // nothing was asked for
    return numbers;
}

struct LookUp {
    static constexpr auto name = "look_up";
    static constexpr auto threshold = 1_ms;
    static std::size_t items(const Numbers& numbers) { return numbers.size(); }

    Numbers operator()(const Numbers& numbers) const {
        Numbers found;
        for (const std::uint32_t number : numbers) found.push_back(table.at(number % entries));
        return found;
    }

    std::unordered_map<std::uint32_t, std::uint32_t> table = squares(entries);

    static constexpr std::uint32_t entries = 50'000;
    static std::unordered_map<std::uint32_t, std::uint32_t> squares(std::uint32_t end) {
        std::unordered_map<std::uint32_t, std::uint32_t> made;
        for (std::uint32_t i = 0; i < end; ++i) made[i] = i * i;
        return made;
    }
};

std::string render(const Numbers& numbers) {
    std::ostringstream out;
    for (const std::uint32_t number : numbers) out << number << ' ';
    return out.str();
}

using Service = weir::Pipeline<weir::Stage<"parse", parse>, LookUp, weir::Stage<"render", render>,
                               weir::Name<"service">, weir::Threshold<5_ms>, weir::Trace<4096>, weir::KeepSlowest<8>>;

// Every 200th is a hundred times as long as the others.
std::string request_of(unsigned number) {
    std::ostringstream request;
    std::uint32_t asked = number;
    for (unsigned i = 0; i < (number % 200 == 199 ? 20'000 : 200); ++i)
        request << (asked = asked * 1664525 + 1013904223) << ' ';
    return number % 1000 == 500 ? "" : request.str();
}

int main(int argc, char** argv) {
    const unsigned long requests = argc > 1 ? std::strtoul(argv[1], nullptr, 10)
                                            : std::numeric_limits<unsigned long>::max();
    const Service service;
    for (unsigned number = 0; number < requests; ++number) {
        service(weir::Key{"user:" + std::to_string(number % 7)}, request_of(number));
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}
