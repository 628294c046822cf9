#include "runs/writers.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace weir_tool {

namespace {

/// A field as RFC 4180 has it: in quotes where it holds one, or what separates fields and lines.
std::string field_of(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string{text};
    std::string out{'"'};
    for (const char c : text) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + '"';
}

class CsvWriter final : public RunWriter {
public:
    CsvWriter(Output& out, const RunOrigin& origin) : out_{out} {
        std::vector<std::string> heads{"file", "started_utc_ns", "key", "outcome", "stage", "error", "total_ns"};
        for (const std::string& path : origin.paths) heads.push_back(path + " ns");
        for (const std::string& capture : origin.captures) heads.push_back(capture);
        for (const char* head : {"thread", "shard", "kept"}) heads.emplace_back(head);
        write_line(heads);
    }

    void write(const RunOrigin& origin, const weir::RunView& run) override {
        constexpr const char* outcomes[] = {"ok", "stopped", "threw"};
        std::vector<std::string> fields{origin.file,
                                        std::to_string(run.started_utc),
                                        run.key,
                                        outcomes[static_cast<unsigned>(run.outcome)],
                                        run.outcome_stage,
                                        run.error,
                                        std::to_string(run.total_ns)};
        for (const auto& ns : run.durations) fields.push_back(ns ? std::to_string(*ns) : "");
        // A run has the captures of those stages that it came to, in the order of all.
        std::size_t next = 0;
        for (const std::string& name : origin.captures) {
            const bool there = next < run.captures.size() &&
                               run.captures[next].stage + "." + run.captures[next].name == name;
            fields.push_back(there ? weir::panel::value_text(run.captures[next++]) : "");
        }
        fields.push_back(std::to_string(run.thread));
        fields.push_back(std::to_string(run.shard));
        fields.emplace_back(run.kept ? "true" : "false");
        write_line(fields);
    }
    void end() override {}

private:
    void write_line(const std::vector<std::string>& fields) {
        std::string line;
        for (const std::string& field : fields) {
            if (&field != &fields.front()) line += ',';
            line += field_of(field);
        }
        out_.write(line + "\r\n");
    }

    Output& out_;
};

}  // namespace

std::unique_ptr<RunWriter> make_csv_writer(Output& out, const RunOrigin& origin) {
    return std::make_unique<CsvWriter>(out, origin);
}

}  // namespace weir_tool
