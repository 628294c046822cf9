#pragma once

#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

// A pipeline with something of all that a recording can hold, and runs of it whose times are known.
namespace weir_test {

enum class OrderEnd : unsigned char { ok, stops, throws };
struct Order {
    std::int64_t read = 0;  ///< nanoseconds
    std::int64_t price = 0;
    std::int64_t send = 0;
    OrderEnd end = OrderEnd::ok;
};

struct Read {
    static constexpr auto name = "read";
    static constexpr auto threshold = weir::nanoseconds(100);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::int32_t, number), (bool, late), (double, ratio));
    };
    static std::uint64_t items(const Order& order) { return static_cast<std::uint64_t>(order.read); }
    static Capture capture(const Order& order) {
        return {static_cast<std::int32_t>(-order.read), order.read > 100, static_cast<double>(order.read) / 4};
    }
    std::optional<Order> operator()(const Order& order) const {
        weir::ManualClock::advance(weir::nanoseconds(order.read));
        return order.end == OrderEnd::stops ? std::nullopt : std::optional<Order>{order};
    }
};
inline Order price(const Order& order) {
    weir::ManualClock::advance(weir::nanoseconds(order.price));
    if (order.end == OrderEnd::throws) throw std::runtime_error("no price");
    return order;
}
inline void send(const Order& order) { weir::ManualClock::advance(weir::nanoseconds(order.send)); }

template <class... Policies>
using Orders =
    weir::Pipeline<weir::Pipeline<Read, weir::Stage<"price", price>, weir::Name<"quote">>, weir::Stage<"send", send>,
                   weir::ManualClock, weir::Name<"orders">, weir::Threshold<weir::nanoseconds(1'000)>, Policies...>;

template <class P>
void run_order(const P& pipeline, const weir::Key& key, const Order& order) {
    try {
        static_cast<void>(pipeline(key, order));
    } catch (const std::runtime_error&) {}
}

/// Runs of every kind: quick and slow, with names and numbers and no keys, some that stop, throw, or take two slots.
template <class P>
void run_orders(const P& pipeline, int count) {
    for (int i = 0; i < count; ++i) {
        Order order{10 + i % 90, 20 + i % 7, 30};
        if (i % 11 == 5) order.end = OrderEnd::stops;
        if (i % 13 == 7) order.end = OrderEnd::throws;
        if (i % 17 == 3) order.read = 2'000 + i;
        if (i % 40 == 20) order.send = 5'000'000'000 + i;
        const std::string name = "customer:" + std::to_string(i % 5);
        run_order(pipeline, i % 3 == 0 ? weir::Key{name} : i % 3 == 1 ? weir::Key{i} : weir::Key{}, order);
    }
}

}  // namespace weir_test
