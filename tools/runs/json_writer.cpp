#include "runs/writers.hpp"

#include <weir/panel/utf8.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace weir_tool {

namespace {

/// A number or a boolean as such; characters as text, and bytes as value_text has them: JSON has nothing for them.
nlohmann::ordered_json value_of(const weir::CaptureView& capture) {
    return std::visit(
        [&](const auto& value) -> nlohmann::ordered_json {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, char> || std::is_same_v<Value, std::string>)
                return weir::panel::value_text(capture);
            else return value;
        },
        capture.value);
}

class JsonWriter final : public RunWriter {
public:
    JsonWriter(Output& out, bool lines) : out_{out}, lines_{lines} {}

    void write(const RunOrigin& origin, const weir::RunView& run) override {
        constexpr const char* outcomes[] = {"ok", "stopped", "threw"};
        nlohmann::ordered_json stages = nlohmann::ordered_json::array();
        for (std::size_t leaf = 0; leaf < run.durations.size(); ++leaf) {
            const auto& ns = run.durations[leaf];
            stages.push_back({{"path", origin.paths[leaf]},
                              {"duration_ns", ns ? nlohmann::ordered_json(*ns) : nlohmann::ordered_json(nullptr)}});
        }
        nlohmann::ordered_json captures = nlohmann::ordered_json::array();
        for (const weir::CaptureView& capture : run.captures)
            captures.push_back({{"stage", capture.stage}, {"name", capture.name}, {"value", value_of(capture)}});
        const nlohmann::ordered_json json{
            {"file", weir::panel::valid_utf8(origin.file)},
            {"pipeline", origin.pipeline},
            {"started_utc_ns", run.started_utc},
            {"key", run.key},
            {"outcome", outcomes[static_cast<unsigned>(run.outcome)]},
            {"stage", run.outcome_stage},
            {"error", run.error},
            {"total_ns", run.total_ns},
            {"stages", std::move(stages)},
            {"captures", std::move(captures)},
            {"thread", run.thread},
            {"shard", run.shard},
            {"kept", run.kept},
        };
        if (!lines_) out_.write(any_ ? ",\n" : "[\n");
        any_ = true;
        out_.write(json.dump());
        if (lines_) out_.write("\n");
    }
    void end() override {
        if (!lines_) out_.write(any_ ? "\n]\n" : "[]\n");
    }

private:
    Output& out_;
    bool lines_;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<RunWriter> make_json_writer(Output& out) { return std::make_unique<JsonWriter>(out, false); }
std::unique_ptr<RunWriter> make_ndjson_writer(Output& out) { return std::make_unique<JsonWriter>(out, true); }

}  // namespace weir_tool
