#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include <string>
#include <vector>

using weir_test::Ended;
using weir_test::run_weir;
using weir_test::work;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each command has a help with examples") {
    for (const char* command :
         {"report", "runs", "info", "verify", "export", "html", "top", "what-if", "history", "compare"}) {
        const Ended help = run_weir({command, "--help"});
        INFO(command);
        CHECK(help.status == 0);
        CHECK(help.err.empty());
        CHECK(has(help.out, "Examples:\n  weir " + std::string{command}));
        CHECK(has(run_weir({"--help"}).out, std::string{"\n  "} + command + " "));
    }
    CHECK(has(run_weir({"--help"}).out, "Exit status:"));
}

TEST_CASE("what cannot be used ends with 2, and is said on standard error alone") {
    weir_test::write_content("empty.weir", "");
    weir_test::write_content("text.weir", "this is no recording, though it is long enough to be looked at\n");
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{},
                                               {"repot"},
                                               {"--jason"},
                                               {"report"},
                                               {"report", "nowhere.weir"},
                                               {"what-if", "nowhere.weir"},
                                               {"what-if", "--factor", "fast", "text.weir"},
                                               {"report", "."},
                                               {"report", "empty.weir"},
                                               {"report", "text.weir"},
                                               {"report", "--csv", "text.weir"},
                                               {"info", "text.weir", "text.weir"},
                                               {"verify", "nowhere.weir"},
                                               {"verify", "empty.weir"},
                                               {"top", "nowhere.weir"},
                                               {"top", "--interval", "0", "text.weir"},
                                               {"top", "--count", "0", "text.weir"},
                                               {"runs", "--limit", "many", "text.weir"},
                                               {"html"},
                                               {"html", "text.weir"},
                                               {"html", "nowhere.weir", "-o", "nowhere.html"},
                                               {"html", "--after", "text.weir", "-o", "nowhere.html"},
                                               {"history"},
                                               {"history", "show"},
                                               {"history", "show", "--log", "nowhere.jsonl"},
                                               {"history", "show", "--log", "text.weir"},
                                               {"history", "show", "--log", "."},
                                               {"history", "append", "text.weir", "--log", "h", "--label", "a"},
                                               {"history", "append", "text.weir", "--log", "h"}}) {
        const Ended ended = run_weir(words);
        INFO((words.empty() ? "nothing" : words.front()) << ": " << ended.err);
        CHECK(ended.status == 2);
        CHECK(ended.out.empty());
        CHECK(ended.err.rfind("weir: ", 0) == 0);
    }
    CHECK(has(run_weir({"repot"}).err, "report, runs, info, verify, export, html, top"));
}

TEST_CASE("a reader that goes away early is no error") {
    work("a.weir", 2000, 1, 0);
    const std::string command = std::string{"set -o pipefail; '"} + WEIR_COMMAND +
                                "' runs --key '*' a.weir | head -n 1";
    const Ended ended = weir_test::Process{{"/bin/bash", "-c", command}}.end();
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    CHECK(has(ended.out, "total"));
}

TEST_CASE("output that cannot be written is an error") {
    work("a.weir", 10, 1, 0);
    const std::string command = std::string{"'"} + WEIR_COMMAND + "' report a.weir > /dev/full";
    const Ended ended = weir_test::Process{{"/bin/bash", "-c", command}}.end();
    CHECK(ended.status == 2);
    CHECK(has(ended.err, "standard output cannot be written"));
}

TEST_CASE("the version is one line") {
    const Ended version = run_weir({"--version"});
    CHECK(version.status == 0);
    CHECK(version.out.rfind("weir 0.", 0) == 0);
}
