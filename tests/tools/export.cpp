#include "support/catch.hpp"
#include "support/decoded_chrome.hpp"
#include "support/decoded_perfetto.hpp"
#include "tools/support/command.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <dirent.h>

using weir_test::DecodedTrace;
using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;

namespace {

using Json = nlohmann::json;

struct Sums {
    std::uint64_t count = 0, total = 0, violations = 0;
};

std::map<std::string, Sums> sums_of(const DecodedTrace& trace) {
    std::map<std::string, Sums> sums;
    for (const auto& track : trace.tracks)
        for (const auto& slice : track.slices) {
            Sums& sum = sums[slice.name];
            ++sum.count;
            sum.total += static_cast<std::uint64_t>(slice.end - slice.start);
            sum.violations += slice.categories.count("violation");
        }
    return sums;
}

void compare(std::map<std::string, Sums>& sums, const Json& stage) {
    INFO(stage["path"]);
    const Sums& found = sums[stage["name"]];
    CHECK(found.count == stage["count"]);
    CHECK(found.total == stage["total_ns"]);
    CHECK(found.violations == stage["violations"]);
    for (const Json& nested : stage["stages"]) compare(sums, nested);
}

std::vector<DecodedTrace> exported(const std::vector<std::string>& files) {
    std::vector<DecodedTrace> traces;
    for (const char* format : {"--perfetto", "--chrome"}) {
        std::vector<std::string> words{"export", format, "-"};
        words.insert(words.end(), files.begin(), files.end());
        const Ended ended = run_weir(words);
        REQUIRE(ended.status == 0);
        CHECK(ended.err.empty());
        traces.push_back(format == std::string{"--chrome"} ? weir_test::decode_chrome(ended.out)
                                                           : weir_test::decode_perfetto(ended.out));
    }
    return traces;
}

/// Names in this folder that an export left behind.
std::size_t unfinished() {
    DIR* const folder = opendir(".");
    std::size_t count = 0;
    while (const dirent* entry = readdir(folder))
        count += std::string{entry->d_name}.find("unfinished") != std::string::npos;
    closedir(folder);
    return count;
}

}  // namespace

TEST_CASE("the traces of two processes have the counts and times of their report") {
    work("a.weir", 700, 2, 0);
    work("b.weir", 300, 1, 5000);
    const Json report = run_weir({"report", "--json", "a.weir", "b.weir"}).json();
    for (const DecodedTrace& trace : exported({"a.weir", "b.weir"})) {
        auto sums = sums_of(trace);
        CHECK(sums.size() == 6);
        compare(sums, report["total"]);
        for (const Json& stage : report["stages"]) compare(sums, stage);
        CHECK(trace.processes.size() == 2);
        REQUIRE(trace.tracks.size() == 3);
        std::set<std::int64_t> threads;
        for (const auto& track : trace.tracks) threads.insert(track.thread);
        CHECK(threads.size() == 3);
    }
}

TEST_CASE("a trace says of its runs what weir runs does") {
    work("a.weir", 400, 1, 0);
    std::map<std::int64_t, Json> known;
    const std::string lines = run_weir({"runs", "--key", "*", "--ndjson", "a.weir"}).out;
    for (const std::string& line : weir_test::lines_of(lines)) {
        const Json run = Json::parse(line);
        known[run["started_utc_ns"]] = run;
    }
    for (const DecodedTrace& trace : exported({"a.weir"})) {
        std::size_t runs = 0;
        for (const auto& slice : trace.tracks.at(0).slices) {
            if (slice.categories.count("run") == 0) continue;
            const Json& run = known.at(slice.start);
            ++runs;
            CHECK(slice.end - slice.start == run["total_ns"]);
            CHECK(slice.annotations["key"] == run["key"]);
            CHECK(slice.annotations["outcome"] == run["outcome"]);
            CHECK(slice.annotations.value("stage", "") == run["stage"]);
            CHECK(slice.annotations.value("error", "") == run["error"]);
        }
        CHECK(runs == known.size());
        CHECK(runs == 400);
    }
}

TEST_CASE("a line of JSON a run has what the array has") {
    work("a.weir", 100, 2, 0);
    const Json array = run_weir({"runs", "--key", "*", "--json", "a.weir"}).json();
    const auto lines = weir_test::lines_of(run_weir({"runs", "--key", "*", "--ndjson", "a.weir"}).out);
    REQUIRE(lines.size() == array.size());
    for (std::size_t i = 0; i < lines.size(); ++i) CHECK(Json::parse(lines[i]) == array[i]);
    CHECK(run_weir({"runs", "--key", "nothing", "--ndjson", "a.weir"}).out.empty());
    CHECK(run_weir({"runs", "--ndjson", "--csv", "a.weir"}).status == 2);
    CHECK(run_weir({"runs", "--ndjson", "--json", "a.weir"}).status == 2);
}

TEST_CASE("a file is there when it is whole") {
    work("a.weir", 200, 1, 0);
    weir_test::write_content("out.pftrace", "what was there");
    const Ended both = run_weir({"export", "--perfetto", "out.pftrace", "--chrome", "out.json", "a.weir"});
    CHECK(both.status == 0);
    CHECK(both.out.empty());
    CHECK(sums_of(weir_test::decode_perfetto(weir_test::content_of("out.pftrace")))["work"].count == 200);
    CHECK(sums_of(weir_test::decode_chrome(weir_test::content_of("out.json")))["work"].count == 200);
    CHECK(unfinished() == 0);

    // a limit on the size of files stands for a full disk
    weir_test::write_content("out.pftrace", "what was there");
    const Ended full = weir_test::Process{
        {"/bin/sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" export --perfetto out.pftrace a.weir",
         WEIR_COMMAND}}.end();
    CHECK(full.status == 2);
    CHECK(full.err.find("out.pftrace cannot be written: File too large") != std::string::npos);
    CHECK(weir_test::content_of("out.pftrace") == "what was there");
    CHECK(unfinished() == 0);

    const Ended device = run_weir({"export", "--chrome", "/dev/full", "a.weir"});
    CHECK(device.status == 2);
    CHECK(device.err.find("/dev/full cannot be written: No space left on device") != std::string::npos);
}

TEST_CASE("a link stays, and what it leads to is replaced") {
    work("a.weir", 20, 1, 0);
    std::remove("link");
    weir_test::write_content("linked", "before");
    REQUIRE(symlink("linked", "link") == 0);
    CHECK(run_weir({"export", "--perfetto", "link", "a.weir"}).status == 0);
    char to[16] = {};
    CHECK(readlink("link", to, sizeof to) == 6);
    CHECK(sums_of(weir_test::decode_perfetto(weir_test::content_of("linked")))["work"].count == 20);
}

TEST_CASE("a process that writes meanwhile is exported as it is at the moment") {
    std::remove("live.weir");
    weir_test::Process process{{WEIR_WORKER, "watch", "live.weir"}};
    std::size_t runs = 0;
    for (int look = 0; look < 2000 && runs < 50; ++look) {
        usleep(5'000);
        if (access("live.weir", R_OK) != 0) continue;
        const Ended ended = run_weir({"export", "--perfetto", "-", "live.weir"});
        REQUIRE(ended.status == 0);
        auto sums = sums_of(weir_test::decode_perfetto(ended.out));
        CHECK(sums["shown"].count >= runs);
        CHECK(sums["shown"].total == sums["read"].total + sums["render"].total);
        runs = sums["shown"].count;
    }
    CHECK(runs >= 50);
    CHECK(process.end().status == 0);
}

TEST_CASE("what cannot be exported is said") {
    work("a.weir", 10, 1, 0);
    const std::string before = weir_test::content_of("a.weir");
    const auto says = [](const Ended& ended, const char* what) {
        INFO(ended.err);
        return ended.status == 2 && ended.err.find(what) != std::string::npos;
    };
    CHECK(says(run_weir({"export", "a.weir"}), "--perfetto OUT or --chrome OUT, found neither"));
    CHECK(says(run_weir({"export", "--perfetto", "a.weir", "a.weir"}), "found the recording a.weir"));
    CHECK(says(run_weir({"export", "--perfetto", "-", "--chrome", "-", "a.weir"}), "found - for both"));
    CHECK(says(run_weir({"export", "--perfetto", ".", "a.weir"}), "found a folder"));
    CHECK(says(run_weir({"export", "--perfetto", "nowhere/out", "a.weir"}), "No such file"));
    CHECK(says(run_weir({"export", "--perfetto", "out", "nothing.weir"}), "nothing.weir"));
    CHECK(weir_test::content_of("a.weir") == before);
}
