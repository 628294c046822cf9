// Before: a timer for each scope, as many programs have one. scoped_timers_to_stages.cpp is the same program after.
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

// Times in this program are made up, so that it prints the same on each machine.
long long now_us = 0;
void takes(long long us) { now_us += us; }

struct Timing {
    long long calls = 0, us = 0, longest = 0;
};
std::map<std::string, Timing> timings;

class ScopedTimer {
public:
    explicit ScopedTimer(const char* name) : name_{name}, start_{now_us} {}
    ScopedTimer(const ScopedTimer&) = delete;
    ScopedTimer& operator=(const ScopedTimer&) = delete;
    ~ScopedTimer() {
        Timing& timing = timings[name_];
        const long long us = now_us - start_;
        ++timing.calls;
        timing.us += us;
        if (us > timing.longest) timing.longest = us;
    }

private:
    const char* name_;
    long long start_;
};

struct Order {
    int pieces;
    int cents;
};

Order parse(const std::string& line) {
    takes(200);
    if (line.empty()) throw std::invalid_argument{"expected a number of pieces, found nothing"};
    return {std::stoi(line), 0};
}

void price(Order& order) {
    takes(100 + order.pieces * 20);
    order.cents = order.pieces * 250;
}

void store(const Order&) { takes(700); }

void handle(const std::string& line) {
    ScopedTimer whole{"handle"};
    Order order;
    {
        ScopedTimer timer{"parse"};
        order = parse(line);
    }
    {
        ScopedTimer timer{"price"};
        price(order);
    }
    {
        ScopedTimer timer{"store"};
        store(order);
    }
}

int main() {
    for (const char* line : {"1", "10", "40", "5", "", "200", "8"}) {
        try {
            handle(line);
        } catch (const std::invalid_argument&) {}
    }
    for (const auto& [name, timing] : timings)
        std::cout << name << ": " << timing.calls << " calls, " << timing.us << " us, longest " << timing.longest
                  << " us\n";
}
