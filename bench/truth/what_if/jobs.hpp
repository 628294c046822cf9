#pragma once

#include <weir/weir.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>

// A pipeline whose stages really take the time that a job says, and jobs whose times are drawn.
namespace truth {

inline constexpr std::size_t stage_count = 4;

enum class Work : unsigned char { waits, computes };

/// What one run has to do: nanoseconds of each stage.
struct Job {
    std::array<double, stage_count> ns{};
    Work work = Work::waits;
    std::uint64_t sum = 1;
};

/// A chain of multiplications each of which waits for the one before: about a nanosecond a step.
inline std::uint64_t compute(std::uint64_t x, double steps) {
    for (auto left = static_cast<std::uint64_t>(steps); left > 0; --left) x = x * 6'364'136'223'846'793'005U + left;
    return x;
}
inline void wait(double ns) {
    const std::uint64_t end = weir::SteadyClock::now() + static_cast<std::uint64_t>(ns);
    while (weir::SteadyClock::now() < end) {}
}
template <std::size_t I>
void work(Job& job) {
    if (job.work == Work::waits) wait(job.ns[I]);
    else job.sum = compute(job.sum, job.ns[I]);
}

using Jobs = weir::Pipeline<weir::Stage<"read", work<0>>, weir::Stage<"parse", work<1>>, weir::Stage<"solve", work<2>>,
                            weir::Stage<"write", work<3>>, weir::Name<"jobs">, weir::Trace<8192>>;
inline constexpr const char* stage_names[] = {"read", "parse", "solve", "write"};

/// Draws jobs of one kind: each stage constant, linear in the size, log-normal, bimodal, or in step with a load that
/// changes slowly, so that runs in a row are alike.
class JobMaker {
public:
    JobMaker(std::uint64_t kind_seed, std::uint64_t job_seed) : random_{job_seed} {
        std::mt19937_64 kinds{kind_seed};
        work_ = kinds() % 3 == 0 ? Work::computes : Work::waits;
        for (std::size_t i = 0; i < stage_count; ++i) {
            shapes_[i] = static_cast<unsigned>(kinds() % 5);
            means_[i] = 500 + static_cast<double>(kinds() % 2'500);
        }
    }
    [[nodiscard]] Work work() const { return work_; }
    Job next() {
        load_ = 0.97 * load_ + std::sqrt(1 - 0.97 * 0.97) * normal();
        const double size = std::exp(0.4 * normal());
        Job job;
        job.work = work_;
        for (std::size_t i = 0; i < stage_count; ++i) job.ns[i] = means_[i] * factor(shapes_[i], size);
        return job;
    }

private:
    double factor(unsigned shape, double size) {
        switch (shape) {
        case 0: return 1;
        case 1: return size;
        case 2: return std::min(30.0, std::exp(0.8 * normal()));
        case 3: return uniform() < 0.1 ? 4 : 0.7;
        default: return std::exp(0.35 * load_);
        }
    }
    double normal() { return std::normal_distribution<double>{}(random_); }
    double uniform() { return std::uniform_real_distribution<double>{}(random_); }

    std::mt19937_64 random_;
    Work work_ = Work::waits;
    std::array<unsigned, stage_count> shapes_{};
    std::array<double, stage_count> means_{};
    double load_ = 0;
};

}  // namespace truth
