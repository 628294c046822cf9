// After: the scopes of scoped_timers.cpp as stages.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <iostream>
#include <stdexcept>
#include <string>

using namespace weir::literals;

void takes(weir::Nanoseconds time) { weir::ManualClock::advance(time); }

struct Order {
    int pieces;
    int cents;
};

Order parse(const std::string& line) {
    takes(200_us);
    if (line.empty()) throw std::invalid_argument{"expected a number of pieces, found nothing"};
    return {std::stoi(line), 0};
}

void price(Order& order) {
    takes(100_us + order.pieces * 20_us);
    order.cents = order.pieces * 250;
}

void store(const Order&) { takes(700_us); }

using Handle = weir::Pipeline<weir::Stage<"parse", parse>, weir::Stage<"price", price, 1_ms>,
                              weir::Stage<"store", store>, weir::Name<"handle">, weir::ManualClock>;

int main() {
    Handle handle;
    for (const char* line : {"1", "10", "40", "5", "", "200", "8"}) {
        try {
            handle(std::string{line});
        } catch (const std::invalid_argument&) {}
    }
    std::cout << weir::report(handle);
}
