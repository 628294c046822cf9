#include "html/runs_json.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace weir_tool {

namespace {

using nlohmann::json;

/// Each text once; the others are numbers of it.
class Texts {
public:
    std::size_t place_of(const std::string& text) {
        const auto [found, is_new] = places_.try_emplace(text, places_.size());
        if (is_new) texts_.push_back(text);
        return found->second;
    }
    [[nodiscard]] json take() { return std::move(texts_); }

private:
    std::map<std::string, std::size_t> places_;
    json texts_ = json::array();
};

/// JavaScript has no whole numbers of more.
constexpr std::int64_t most_exact = std::int64_t{1} << 53;

json value_of(const weir::CaptureView& capture) {
    return std::visit(
        [&](const auto& value) -> json {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::int64_t>) {
                if (value < -most_exact || value > most_exact) return std::to_string(value);
                return value;
            } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
                if (value > static_cast<std::uint64_t>(most_exact)) return std::to_string(value);
                return value;
            } else if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, double>) {
                return value;
            } else {
                return weir::panel::value_text(capture);
            }
        },
        capture.value);
}

json captures_of(const RunSample& sample, const weir::layout::Schema& schema) {
    const std::vector<std::string> paths = weir::panel::leaf_paths(schema);
    std::vector<std::size_t> next(sample.runs.size());  // of a run's captures, the first that is not taken
    json captures = json::array();
    for (std::uint32_t f = 0; f < schema.field_count; ++f) {
        const weir::layout::FieldSchema& field = schema.fields()[f];
        json values = json::array();
        for (std::size_t i = 0; i < sample.runs.size(); ++i) {
            const weir::RunView& run = sample.runs[i].run;
            const bool has_it = run.durations[field.leaf].has_value();
            values.push_back(has_it ? value_of(run.captures[next[i]++]) : json(nullptr));
        }
        captures.push_back({{"stage", paths[field.leaf]},
                            {"name", weir::panel::name_text(field.name)},
                            {"values", std::move(values)}});
    }
    return captures;
}

json starts_of(const RunSample& sample, std::int64_t base) {
    json starts = json::array();
    std::int64_t before = base;
    for (const SampledRun& sampled : sample.runs)
        starts.push_back(sampled.run.started_utc - std::exchange(before, sampled.run.started_utc));
    return starts;
}

json durations_of(const RunSample& sample, std::size_t leaves) {
    json durations = json::array();
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        json column = json::array();
        for (const SampledRun& sampled : sample.runs) {
            const auto& ns = sampled.run.durations[leaf];
            column.push_back(ns ? json(*ns) : json(-1));
        }
        durations.push_back(std::move(column));
    }
    return durations;
}

}  // namespace

std::size_t runs_on_page(const weir::layout::Schema& schema) {
    constexpr std::size_t values = 400'000, most = 20'000, least = 200;  // about 8 bytes a value
    std::size_t columns = 4 + schema.leaf_count;
    for (std::uint32_t f = 0; f < schema.field_count; ++f)
        columns += schema.fields()[f].type == weir::layout::FieldType::bytes ? 10 : 1;
    return std::clamp(values / columns, least, most);
}

json runs_json(const RunSample& sample, const weir::layout::Schema& schema) {
    constexpr std::int64_t ns_a_ms = 1'000'000;
    const std::vector<std::string> leaves = weir::panel::leaf_paths(schema);
    const std::int64_t base = sample.runs.empty() ? 0 : sample.runs.front().run.started_utc / ns_a_ms * ns_a_ms;
    Texts keys, errors;
    json key = json::array(), thread = json::array(), threads = json::array(), ended = json::array(),
         kept = json::array();
    std::map<std::tuple<std::size_t, std::size_t, std::uint64_t>, std::size_t> thread_places;
    for (std::size_t i = 0; i < sample.runs.size(); ++i) {
        const auto& [source, number, run] = sample.runs[i];
        key.push_back(keys.place_of(run.key));
        const auto [found, is_new] = thread_places.try_emplace({source, run.shard, run.thread}, thread_places.size());
        if (is_new) threads.push_back({{"file", source}, {"thread", run.thread}, {"shard", run.shard}});
        thread.push_back(found->second);
        if (run.kept) kept.push_back(i);
        if (run.outcome == weir::Outcome::ok) continue;
        const auto leaf = std::find(leaves.begin(), leaves.end(), run.outcome_stage) - leaves.begin();
        ended.push_back(
            {i, static_cast<int>(run.outcome), leaf, run.error.empty() ? json(-1) : json(errors.place_of(run.error))});
    }
    return {
        {"recorded", sample.recorded},
        {"base_ms", base / ns_a_ms},
        {"start", starts_of(sample, base)},
        {"leaves", leaves},
        {"durations", durations_of(sample, leaves.size())},
        {"keys", keys.take()},
        {"key", std::move(key)},
        {"threads", std::move(threads)},
        {"thread", std::move(thread)},
        {"ended", std::move(ended)},
        {"errors", errors.take()},
        {"kept", std::move(kept)},
        {"captures", captures_of(sample, schema)},
    };
}

}  // namespace weir_tool
