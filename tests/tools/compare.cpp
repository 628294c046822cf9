#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <filesystem>
#include <string>
#include <vector>

// What `compare` says of real recordings. The worker's runs take the time that their numbers say: of the same numbers two
// recordings are the same but for who made them.

using weir_test::content_of;
using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;
using weir_test::write_content;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Three recordings on each side, in turn; the later ones' runs start at another number.
void record_sides(int first_after) {
    for (const char* number : {"1", "2", "3"}) {
        work(std::string{"before"} + number + ".weir", 300, 1, 0);
        work(std::string{"after"} + number + ".weir", 300, 1, first_after);
    }
}
std::vector<std::string> sides(std::vector<std::string> options = {}) {
    std::vector<std::string> words{"compare"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"--before", "before1.weir", "before2.weir", "before3.weir", "--after", "after1.weir",
                               "after2.weir", "after3.weir"});
    return words;
}

}  // namespace

TEST_CASE("the same on both sides is no worse, and the command ends with 0") {
    record_sides(0);
    const Ended ended = run_weir(sides());
    INFO(ended.out << ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    CHECK(ended.out.rfind("no worse: ", 0) == 0);
    CHECK(has(ended.out, "3 pairs of recordings"));
    CHECK(has(ended.out, "inner"));
    const auto json = run_weir(sides({"--json"})).json();
    CHECK(json["verdict"] == "no worse");
    CHECK(json["design"] == "pairs");
    CHECK(json["before"]["recordings"] == 3);
    CHECK(json["after"]["runs"] == 900);
    CHECK(json["stages"].size() == 5);
    CHECK(json["stages"][0]["mean"]["change"] == 0.0);
}

TEST_CASE("what is slower is worse, and the command ends with 1") {
    // parse takes n * 7919 % 1000 us: of few runs another mean for other numbers
    for (const char* number : {"1", "2", "3"}) {
        work(std::string{"before"} + number + ".weir", 2, 1, 5);
        work(std::string{"after"} + number + ".weir", 2, 1, 1);
    }
    const Ended ended = run_weir(sides());
    INFO(ended.out << ended.err);
    CHECK(ended.status == 1);
    CHECK(ended.out.rfind("worse: parse +", 0) == 0);
    const Ended markdown = run_weir(sides({"--markdown"}));
    CHECK(markdown.status == 1);
    CHECK(has(markdown.out, "work: worse"));
    CHECK(has(markdown.out, "<details>"));
    CHECK(run_weir(sides({"--min-effect", "1000%"})).status == 0);
    CHECK(has(run_weir(sides({"--by", "p50,mean", "--confidence", "95%"})).out,
              "(p50, mean) hold all together with 95%"));
    CHECK(has(run_weir({"compare", "--by", "p50", "before1.weir", "after1.weir"}).out, "(p50)"));
}

TEST_CASE("one recording on each side leaves the same open, and the command ends with 3") {
    record_sides(0);
    const Ended ended = run_weir({"compare", "before1.weir", "after1.weir"});
    INFO(ended.out << ended.err);
    CHECK(ended.status == 3);
    CHECK(ended.out.rfind("inconclusive: ", 0) == 0);
    CHECK(has(ended.out, "assumed to be a standard deviation of 12%"));
    CHECK(has(ended.out, "recordings on each side"));
    CHECK(run_weir({"compare", "--process-spread", "0.1%", "before1.weir", "after1.weir"}).status == 0);
}

TEST_CASE("reports in JSON are compared as the recordings that they are of") {
    record_sides(0);
    for (const char* name : {"before1", "after1"})
        write_content(std::string{name} + ".json", run_weir({"report", "--json", std::string{name} + ".weir"}).out);
    const Ended of_json = run_weir({"compare", "--json", "before1.json", "after1.json"});
    const Ended of_files = run_weir({"compare", "--json", "before1.weir", "after1.weir"});
    CHECK(of_json.status == 3);
    CHECK(of_json.out == of_files.out);
    CHECK(run_weir({"compare", "before1.json", "after1.weir"}).status == 3);
    // and by a pipe
    const std::string piped = std::string{"'"} + WEIR_COMMAND + "' compare --json <(cat before1.json) after1.weir";
    CHECK(weir_test::Process{{"/bin/bash", "-c", piped}}.end().out == of_files.out);
}

TEST_CASE("a folder stands for what is in it") {
    record_sides(0);
    for (const char* side : {"before", "after"}) {
        std::filesystem::create_directories(side);
        for (const char* number : {"1", "2", "3"})
            std::filesystem::copy_file(std::string{side} + number + ".weir", std::string{side} + "/" + number + ".weir",
                                       std::filesystem::copy_options::overwrite_existing);
    }
    const Ended ended = run_weir({"compare", "--json", "before", "after"});
    CHECK(ended.status == 0);
    CHECK(ended.out == run_weir(sides({"--json"})).out);
    std::filesystem::create_directories("nothing");
    CHECK(has(run_weir({"compare", "nothing", "after"}).err, "found none"));
}

TEST_CASE("what can't be compared ends with 2, and says why") {
    record_sides(0);
    std::remove("other.weir");
    REQUIRE(weir_test::Process{{WEIR_WORKER, "other", "other.weir"}}.end().status == 0);
    write_content("broken.json", R"({"format": "weir-report", "version": 1, "pipeline": 3})");
    write_content("text.txt", "nothing of ours, but long enough to be looked at for what it may be");
    const auto error_of = [](std::vector<std::string> words) {
        words.insert(words.begin(), "compare");
        const Ended ended = run_weir(words);
        INFO(ended.out);
        CHECK(ended.status == 2);
        CHECK(ended.out.empty());
        CHECK(ended.err.rfind("weir: ", 0) == 0);
        return ended.err;
    };
    CHECK(has(error_of({}), "expected BEFORE AFTER"));
    CHECK(has(error_of({"before1.weir"}), "expected BEFORE AFTER"));
    CHECK(has(error_of({"before1.weir", "after1.weir", "after2.weir"}), "expected BEFORE AFTER"));
    CHECK(has(error_of({"--before", "before1.weir"}), "0 after"));
    CHECK(has(error_of({"before1.weir", "before1.weir"}), "twice"));
    CHECK(has(error_of({"before1.weir", "nowhere.weir"}), "nowhere.weir"));
    CHECK(has(error_of({"before1.weir", "broken.json"}), "broken.json: pipeline: expected a string, found 3"));
    CHECK(has(error_of({"before1.weir", "text.txt"}), "text.txt"));
    CHECK(
        has(error_of({"--min-effect", "2", "before1.weir", "after1.weir"}), "expected a percentage like 2%, found 2"));
    CHECK(has(error_of({"--confidence", "100%", "before1.weir", "after1.weir"}), "confidence"));
    CHECK(has(error_of({"--by", "p42", "before1.weir", "after1.weir"}), "p42"));
    CHECK(has(error_of({"--json", "--markdown", "before1.weir", "after1.weir"}), "markdown"));
    // another threshold is another pipeline to add up, and the same stages to compare
    CHECK(run_weir({"compare", "before1.weir", "other.weir"}).status == 3);
}
