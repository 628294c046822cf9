// A stage can be a type of its own: with a threshold, items, a capture, and state.
#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace weir::literals;

struct Order {
    int item;
    int price;
};

struct Parse {
    static constexpr auto name = "parse";  // without it: the type's name, Parse
    static constexpr auto threshold = 2_ms;

    // No items(): what has a size() is counted by it, here the orders that come out.
    std::vector<Order> operator()(const std::string& line) const {
        std::vector<Order> orders;
        for (std::size_t i = 0; i < line.size(); ++i) orders.push_back({line[i] - 'a', static_cast<int>(i)});
        weir::ManualClock::advance(weir::microseconds(static_cast<std::int64_t>(100 * orders.size())));
        return orders;
    }
};

struct Reject {
    static constexpr auto name = "reject";
    static constexpr auto threshold = std::chrono::milliseconds(1);  // <chrono> is understood too

    // Kept of each run. Plain data, whose members Boost.Hana names.
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, given), (std::uint32_t, kept));
    };
    static Capture capture(const std::vector<Order>& in, const std::vector<Order>& out) {
        return {static_cast<std::uint32_t>(in.size()), static_cast<std::uint32_t>(out.size())};
    }
    // What the stage works on, where that is not the size of its result.
    static std::size_t items(const std::vector<Order>& in) { return in.size(); }

    int least_price;  // state that is given when the pipeline is made

    std::vector<Order> operator()(const std::vector<Order>& in) const {
        weir::ManualClock::advance(300_us);
        std::vector<Order> kept;
        for (const Order& order : in)
            if (order.price >= least_price) kept.push_back(order);
        return kept;
    }
};

struct Book {
    static constexpr auto name = "book";

    std::unordered_map<int, int> booked;  // state that grows from run to run: the call operator is not const

    std::size_t operator()(const std::vector<Order>& orders) {
        weir::ManualClock::advance(500_us);
        for (const Order& order : orders) booked[order.item] += order.price;
        return booked.size();
    }
};

using Orders = weir::Pipeline<Parse, Reject, Book, weir::Name<"orders">, weir::Threshold<3_ms>, weir::Trace<16>,
                              weir::ManualClock>;

int main() {
    Orders orders{Parse{}, Reject{.least_price = 2}, Book{}};
    for (const char* line : {"abc", "abcabc", "zzzyyyxxxwwwvvvuuutttsss"}) orders(std::string{line});

    for (const auto& run : orders.trace()) {
        const Reject::Capture captured = run.capture<Reject>();
        std::cout << captured.kept << " of " << captured.given << " orders kept, in " << run.total() << "\n";
    }
    std::cout << orders.stage<Book>().booked.size() << " different items booked\n\n" << weir::report(orders);
}
