#pragma once

#include "support/made_shards.hpp"

#include <weir/panel/bottlenecks.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Pipelines of which it is known by construction which stage costs most, and in what.
namespace weir_test {

/// How the time of a stage comes about. Each has a mean of 1.
enum class Shape : unsigned char { constant, linear, heavy_tailed, bimodal, load_dependent };
inline const char* name_of(Shape shape) {
    constexpr const char* names[] = {"constant", "linear", "heavy-tailed", "bimodal", "load-dependent"};
    return names[static_cast<unsigned>(shape)];
}

/// What all stages of a run have in common.
struct RunInput {
    double size = 1;  ///< of what it works on
    double load = 1;  ///< of the machine, which changes slowly
};

struct GeneratedStage {
    Shape shape = Shape::constant;
    double mean = 0;        ///< nanoseconds, without spikes
    double spike = 0;       ///< nanoseconds more, in some runs
    double spike_rate = 0;  ///< in how many
    std::int64_t threshold = MadePipeline::none;
};

struct GeneratedPipeline {
    std::string culprit;  ///< the path of the stage that costs most
    weir::BottleneckKind kind = weir::BottleneckKind::mean;
    Shape shape = Shape::constant;  ///< the culprit's
    std::size_t stages = 0;
    MadePipeline made{"generated"};
};

/// Makes one pipeline after another, of 3 to 12 stages and 2,000 to 4,000 runs in up to three threads, with a ring.
///
/// One stage costs most. Of the mean: it holds 45 to 80 % of the time, in any shape but the heavy-tailed, of which it would
/// be a question whether the mean or the tail matters more. Of the tail: of the mean time it holds at most a quarter, but
/// in 1 to 2 % of the runs it takes 4 to 10 times the usual run. Of the excess: it has a threshold, which it was to keep
/// within 5 to 20 % of the time, and takes 30 to 50 %, most of it beyond. No other stage holds more than half, or more than
/// 0.8 of twice the culprit's excess.
class PipelineGenerator {
public:
    explicit PipelineGenerator(std::uint64_t seed) : random_{seed} {}

    GeneratedPipeline next() {
        GeneratedPipeline out;
        out.kind = static_cast<weir::BottleneckKind>(whole(0, 2));
        out.stages = whole(3, 12);
        const std::size_t culprit = whole(0, out.stages - 1);
        const double run = std::exp(uniform(std::log(1e4), std::log(1e7)));
        std::vector<GeneratedStage> stages(out.stages);
        fill_culprit(stages[culprit], out.kind, run);
        const double excess = std::max(0.0, stages[culprit].mean - static_cast<double>(stages[culprit].threshold)) /
                              run;
        fill_others(stages, culprit, run, out.kind == weir::BottleneckKind::excess ? std::min(0.5, 1.6 * excess) : 0.5);
        out.shape = stages[culprit].shape;
        declare(out, stages, culprit);
        record(out.made, stages);
        return out;
    }

private:
    double uniform(double from, double to) { return std::uniform_real_distribution<double>{from, to}(random_); }
    std::size_t whole(std::size_t least, std::size_t most) {
        return std::uniform_int_distribution<std::size_t>{least, most}(random_);
    }
    bool happens(double probability) { return uniform(0, 1) < probability; }

    void fill_culprit(GeneratedStage& stage, weir::BottleneckKind kind, double run) {
        constexpr Shape not_heavy[] = {Shape::constant, Shape::linear, Shape::bimodal, Shape::load_dependent};
        stage.shape = not_heavy[whole(0, 3)];
        switch (kind) {
        case weir::BottleneckKind::mean: stage.mean = uniform(0.45, 0.8) * run; break;
        case weir::BottleneckKind::tail:
            stage.shape = happens(0.3) ? Shape::heavy_tailed : stage.shape;
            stage.mean = uniform(0.03, 0.12) * run;
            stage.spike = uniform(4, 10) * run;
            stage.spike_rate = uniform(0.01, std::min(0.02, 0.13 * run / stage.spike));
            break;
        case weir::BottleneckKind::excess:
            stage.shape = happens(0.3) ? Shape::heavy_tailed : stage.shape;
            stage.mean = uniform(0.3, 0.5) * run;
            stage.threshold = static_cast<std::int64_t>(uniform(0.15, 0.4) * stage.mean);
            break;
        }
    }
    /// The rest of the run, shared out so that none of them holds more than `most` of it.
    void fill_others(std::vector<GeneratedStage>& stages, std::size_t culprit, double run, double most) {
        std::vector<double> parts(stages.size());
        const double rest = run - stages[culprit].mean;
        double sum = 0, largest = 0;
        // Where two stages share what is left, evenly is as small as the larger can be.
        most = std::max(most, 1.02 * rest / run / static_cast<double>(stages.size() - 1));
        do {
            sum = largest = 0;
            for (std::size_t i = 0; i < stages.size(); ++i) {
                parts[i] = i == culprit ? 0 : uniform(0.5, 1.5);
                sum += parts[i];
                largest = std::max(largest, parts[i]);
            }
        } while (rest * largest / sum > most * run);
        for (std::size_t i = 0; i < stages.size(); ++i) {
            if (i == culprit) continue;
            stages[i].shape = static_cast<Shape>(whole(0, 4));
            stages[i].mean = rest * parts[i] / sum;
            if (happens(0.4)) stages[i].threshold = static_cast<std::int64_t>(uniform(8, 20) * stages[i].mean);
        }
    }
    void declare(GeneratedPipeline& out, const std::vector<GeneratedStage>& stages, std::size_t culprit) {
        const bool nests = happens(0.3);
        const std::size_t first = whole(0, stages.size() - 1), last = whole(first, stages.size() - 1);
        for (std::size_t i = 0; i < stages.size(); ++i) {
            const std::string name = "stage" + std::to_string(i);
            if (nests && i == first) out.made.open("inner");
            out.made.stage(name, stages[i].threshold);
            if (nests && i == last) out.made.close();
            if (i == culprit) out.culprit = (nests && i >= first && i <= last ? "inner/" : "") + name;
        }
        out.made.make(whole(1, 3), 4096);
    }
    void record(MadePipeline& made, const std::vector<GeneratedStage>& stages) {
        const std::size_t shards = made.source().shards.size(), runs = whole(2'000, 4'000);
        std::vector<std::uint64_t> durations(stages.size());
        const double phase = uniform(0, 6.28);
        for (std::size_t run = 0; run < runs; ++run) {
            RunInput input;
            input.size = std::exp(0.3 * normal() - 0.045);
            input.load = 1 + 0.5 * std::sin(phase + static_cast<double>(run) / 150);
            for (std::size_t i = 0; i < stages.size(); ++i)
                durations[i] = static_cast<std::uint64_t>(std::min(4e9, duration(stages[i], input)));
            made.run(durations, run % shards);
        }
    }
    double duration(const GeneratedStage& stage, const RunInput& input) {
        const double spike = stage.spike_rate > 0 && happens(stage.spike_rate) ? stage.spike : 0;
        return stage.mean * factor(stage.shape, input) + spike;
    }
    double factor(Shape shape, const RunInput& input) {
        switch (shape) {
        case Shape::constant: return std::max(0.5, 1 + 0.02 * normal());
        case Shape::linear: return input.size;
        case Shape::heavy_tailed: return std::exp(0.6 * normal() - 0.18);
        case Shape::bimodal: return happens(0.15) ? 3.0 : 0.55 / 0.85;
        case Shape::load_dependent: return input.load * std::exp(0.1 * normal() - 0.005);
        }
        return 1;
    }
    double normal() { return std::normal_distribution<double>{}(random_); }

    std::mt19937_64 random_;
};

}  // namespace weir_test
