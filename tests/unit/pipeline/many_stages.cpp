// levels: 0 2
// Pipelines of about as many stages as one function runs, and of more: what is in flight goes on from one to the next.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

template <std::size_t I>
struct Add {
    int operator()(int x) const { return x + 1; }
};
template <std::size_t I>
struct Note {
    void operator()(std::vector<std::size_t>& seen) const { seen.push_back(I); }
};
/// Gives nothing where it is `I`'s turn.
template <std::size_t I>
struct StopAt {
    std::optional<std::size_t> operator()(std::size_t turn) const {
        return turn == I ? std::nullopt : std::optional<std::size_t>{turn};
    }
};
template <std::size_t I>
struct ThrowAt {
    std::size_t operator()(std::size_t turn) const {
        if (turn == I) throw std::runtime_error{"its turn"};
        return turn;
    }
};

std::vector<std::size_t> gone;
struct Alive {
    std::size_t id;
    explicit Alive(std::size_t i) : id{i} {}
    Alive(const Alive&) = delete;
    Alive& operator=(const Alive&) = delete;
    ~Alive() { gone.push_back(id); }
};
template <std::size_t I>
struct Make {
    Alive operator()(const Alive& before) const {
        CHECK(gone.empty());
        return Alive{before.id + 1};
    }
};

template <template <std::size_t> class S, class Indices>
struct Of;
template <template <std::size_t> class S, std::size_t... I>
struct Of<S, std::index_sequence<I...>> {
    using type = weir::Pipeline<S<I>...>;
};
template <template <std::size_t> class S, std::size_t N>
using Pipe = typename Of<S, std::make_index_sequence<N>>::type;

template <std::size_t N>
void all_stages() {
    CHECK(Pipe<Add, N>{}(0) == int{N});

    std::vector<std::size_t> seen;
    Pipe<Note, N>{}(seen);
    REQUIRE(seen.size() == N);
    for (std::size_t i = 0; i < N; ++i) CHECK(seen[i] == i);

    gone.clear();
    {
        const Alive first{0};
        const Alive last = Pipe<Make, N>{}(first);
        CHECK(last.id == N);
        REQUIRE(gone.size() == N - 1);
        for (std::size_t i = 0; i < N - 1; ++i) CHECK(gone[i] == N - 1 - i);
    }

    const Pipe<StopAt, N> stops;
    const Pipe<ThrowAt, N> throws;
    for (std::size_t turn = 0; turn < N; ++turn) {
        CHECK_FALSE(stops(turn).has_value());
        CHECK_THROWS_AS(throws(turn), std::runtime_error);
    }
    CHECK(stops(N) == N);
    CHECK(throws(N) == N);
    if constexpr (stops.level != weir::Level::off) {
        const weir::Report of_stops = weir::report(stops);
        const weir::Report of_throws = weir::report(throws);
        CHECK(of_stops.outcomes.stopped == N - 1);  // the last gives what the caller gets
        CHECK(of_throws.outcomes.threw == N);
        for (std::size_t i = 0; i < N; ++i) {
            CHECK(of_stops.stages[i].stopped == (i + 1 < N ? 1U : 0U));
            CHECK(of_throws.stages[i].errors == 1);
        }
    }
}

}  // namespace

TEST_CASE("as many stages as one function runs") { all_stages<16>(); }
TEST_CASE("one more") { all_stages<17>(); }
