#pragma once

#include "support/catch.hpp"

#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

// Jobs whose runs take times that are known, and what of them is kept.
namespace weir_test {

using Clock = weir::ManualClock;

constexpr std::int64_t two_to_32 = std::int64_t{1} << 32;

enum class End { ok, stops, throws };
struct Job {
    std::int64_t first = 0;
    std::int64_t second = 0;
    End end = End::ok;
};
struct First {
    static constexpr auto name = "first";
    static constexpr auto threshold = weir::nanoseconds(1'000);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::int64_t, first), (std::int64_t, second));
    };
    static Capture capture(const Job& job) { return {job.first, job.second}; }
    std::optional<Job> operator()(const Job& job) const {
        Clock::advance(weir::nanoseconds(job.first));
        if (job.end == End::throws) throw std::runtime_error("thrown");
        return job.end == End::stops ? std::nullopt : std::optional<Job>{job};
    }
};
inline void second(const Job& job) { Clock::advance(weir::nanoseconds(job.second)); }
using Second = weir::Stage<"second", second>;
template <class... Policies>
using Jobs = weir::Pipeline<First, Second, Clock, Policies...>;

/// Runs the job under the number `key`, and gives its time.
template <class P>
std::int64_t run(const P& pipeline, std::uint64_t key, const Job& job) {
    try {
        static_cast<void>(pipeline(weir::Key{key}, job));
    } catch (const std::runtime_error&) { CHECK(job.end == End::throws); }
    return job.first + (job.end == End::ok ? job.second : 0);
}

/// Numbers of runs.
using Numbers = std::vector<std::uint64_t>;
template <class Runs, class Wanted>
Numbers numbers(const Runs& runs, Wanted wanted) {
    Numbers found;
    for (const auto& traced : runs)
        if (wanted(traced)) found.push_back(traced.key().number());
    return found;
}
template <class P>
Numbers slowest(const P& pipeline) {
    return numbers(pipeline.kept(), [](const auto& traced) { return traced.why().slowest; });
}
/// By their numbers: those that are among the slowest too stand elsewhere.
template <class P>
Numbers around(const P& pipeline) {
    Numbers found = numbers(pipeline.kept(), [](const auto& traced) { return traced.why().around; });
    std::sort(found.begin(), found.end());
    return found;
}
template <class P>
Numbers violating(const P& pipeline) {
    Numbers found = numbers(pipeline.kept(), [](const auto& traced) { return traced.why().violated; });
    std::sort(found.begin(), found.end());
    return found;
}

/// The `most` slowest of runs whose times are given; of equal ones the earlier.
inline Numbers slowest_of(const std::vector<std::int64_t>& times, std::size_t most) {
    Numbers all;
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] > 0) all.push_back(i);
    std::stable_sort(all.begin(), all.end(), [&](auto a, auto b) { return times[a] > times[b]; });
    if (all.size() > most) all.resize(most);
    return all;
}
/// The last `most` runs that are at most `before` runs before or `after` runs after one that violates.
inline Numbers around_of(const std::vector<bool>& violates, std::size_t before, std::size_t after, std::size_t most) {
    Numbers all;
    for (std::size_t i = 0; i < violates.size(); ++i) {
        bool near = false;
        for (std::size_t v = i < after ? 0 : i - after; v <= i + before && v < violates.size(); ++v)
            near = near || violates[v];
        if (near) all.push_back(i);
    }
    if (all.size() > most) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
    return all;
}

/// Jobs of all kinds: quick and of over 4.29 s, equally long ones, some that stop or throw.
class RandomJobs {
public:
    explicit RandomJobs(unsigned seed, std::int64_t most_ns) : random_{seed}, time_{0, most_ns} {}
    Job operator()() {
        Job job{time_(random_), time_(random_)};
        if (one_in(50)) job.first += two_to_32 * (1 + time_(random_) % 3);
        if (one_in(50)) job.second += two_to_32;
        if (one_in(20)) job.end = End::stops;
        if (one_in(20)) job.end = End::throws;
        return job;
    }

private:
    bool one_in(int n) { return std::uniform_int_distribution<int>{1, n}(random_) == 1; }

    std::mt19937 random_;
    std::uniform_int_distribution<std::int64_t> time_;
};

template <class Runs>
void check_records(const Runs& runs, const std::vector<Job>& jobs) {
    for (const auto& traced : runs) {
        const Job& job = jobs.at(traced.key().number());
        CAPTURE(traced.key().number());
        CHECK(traced.template duration<First>().count() == job.first);
        CHECK(traced.template duration<Second>().count() == (job.end == End::ok ? job.second : 0));
        CHECK(traced.template came_to<Second>() == (job.end == End::ok));
        CHECK(traced.outcome() == (job.end == End::ok      ? weir::Outcome::ok
                                   : job.end == End::stops ? weir::Outcome::stopped
                                                           : weir::Outcome::threw));
        CHECK(std::string{traced.outcome_stage()} == (job.end == End::ok ? "" : "first"));
        if (job.end == End::throws) continue;  // it did not come to its capture
        CHECK(traced.template capture<First>().first == job.first);
        CHECK(traced.template capture<First>().second == job.second);
    }
}

}  // namespace weir_test
