// WEIR_RECORD records each pipeline of a process from its start, without a word in its code.
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/recordings.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include <sys/stat.h>

using Clock = weir::ManualClock;
using weir_test::ending_of;
using weir_test::stderr_of;

namespace {

void spend(int ms) { Clock::advance(weir::milliseconds(ms)); }
template <weir::FixedString Called>
using Named = weir::Pipeline<weir::Stage<"spend", spend>, weir::Name<Called>, Clock, weir::Trace<16>>;

/// The variables as long as it lives, and a folder of its own.
class Asked {
public:
    explicit Asked(const std::string& pattern, const char* replace = nullptr) {
        static int folders = 0;
        folder = "asked_" + std::to_string(getpid()) + "_" + std::to_string(++folders);
        REQUIRE(mkdir(folder.c_str(), 0700) == 0);
        setenv("WEIR_RECORD", (folder + "/" + pattern).c_str(), 1);
        if (replace != nullptr) setenv("WEIR_RECORD_REPLACE", replace, 1);
    }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;
    ~Asked() {
        unsetenv("WEIR_RECORD");
        unsetenv("WEIR_RECORD_REPLACE");
        static_cast<void>(std::system(("rm -r " + folder).c_str()));
    }
    [[nodiscard]] std::uint64_t runs_in(const std::string& name) const {
        return weir::report(weir_test::checked(folder + "/" + name)).runs;
    }
    [[nodiscard]] std::size_t files() const { return weir_test::files_in(folder); }

    std::string folder;
};
std::string process() { return std::to_string(getpid()); }
void expect(bool holds, int line) {
    if (holds) return;
    std::fprintf(stderr, "in the child: not so at line %d\n", line);
    _exit(1);
}

}  // namespace

TEST_CASE("the name of the pipeline and the process's number come into the path") {
    const Asked asked{"%n-%p 100%%.weir"};
    const Named<"to be/or\tnot"> run;
    run(1);
    CHECK(asked.runs_in("to_be_or_not-" + process() + " 100%.weir") == 1);
    CHECK(asked.files() == 1);
}

TEST_CASE("a second pipeline of one name has a file of its own, without a word") {
    const Asked asked{"%n.weir"};
    const std::string told = stderr_of([&] {
        auto first = std::make_unique<Named<"twice">>();
        (*first)(1);
        {
            const Named<"twice"> second;
            second(1);
            second(1);
        }
        first.reset();
        const Named<"twice"> third;
        for (int i = 0; i < 3; ++i) third(1);
    });
    CHECK(told.empty());
    CHECK(asked.runs_in("twice.weir") == 1);
    CHECK(asked.runs_in("twice-2.weir") == 2);
    CHECK(asked.runs_in("twice-3.weir") == 3);
    CHECK(asked.files() == 3);
}

TEST_CASE("nor does one of this process replace another, whatever is asked") {
    const Asked asked{"%n", "1"};
    for (int i = 0; i < 3; ++i) {
        const Named<"plain"> run;
        run(1);
    }
    CHECK(asked.runs_in("plain") == 1);
    CHECK(asked.runs_in("plain-3") == 1);
    CHECK(asked.files() == 3);
}

TEST_CASE("copies are one pipeline, and what is never run leaves no file") {
    const Asked asked{"%n.weir"};
    {
        Named<"copied"> run;
        const Named<"never run"> never;
        CHECK(asked.files() == 2);
        Named<"copied"> copy{run};
        run(1);
        copy(1);
        run = copy;
    }
    CHECK(asked.runs_in("copied.weir") == 2);
    CHECK(asked.files() == 1);
}

TEST_CASE("reports measure their own cost, of which there is no recording") {
    const Asked asked{"%n.weir"};
    const weir::Pipeline<weir::Stage<"spend", spend>, weir::Name<"costs">> run;
    run(1);
    static_cast<void>(weir::report(run));
    CHECK(asked.files() == 1);
}

TEST_CASE("pipelines that are off record nothing") {
    const Asked asked{"%n.weir"};
    const weir::Pipeline<weir::Stage<"spend", spend>, weir::Off> run;
    run(1);
    CHECK(asked.files() == 0);
}

TEST_CASE("a variable that is empty asks for nothing") {
    setenv("WEIR_RECORD", "", 1);
    const std::string told = stderr_of([] {
        const Named<"empty"> run;
        run(1);
    });
    unsetenv("WEIR_RECORD");
    CHECK(told.empty());
}

TEST_CASE("what goes wrong is told once for each pipeline, and the pipeline runs on") {
    const auto told_of = [](const Asked& asked) {
        static_cast<void>(asked);
        return stderr_of([] {
            const Named<"told"> run;
            const Named<"told">& copy = run;
            for (int i = 0; i < 10; ++i) copy(1);
            std::thread{[&] { run(1); }}.join();
            CHECK(weir::report(run).runs == 11);
        });
    };
    const auto once = [](const std::string& told, const std::string& part) {
        INFO(told);
        CHECK(told.find("weir: WEIR_RECORD=asked_") == 0);
        CHECK(told.find("the pipeline 'told' is not recorded: ") != std::string::npos);
        CHECK(told.find(part) != std::string::npos);
        CHECK(told.find('\n') == told.size() - 1);
    };
    once(told_of(Asked{"missing/%n.weir"}), "No such file or directory");
    once(told_of(Asked{"%x.weir"}), "expected %n (the pipeline's name), %p (the process) or %%");
    once(told_of(Asked{"%"}), "found ''");
    once(told_of(Asked{std::string(5000, 'x')}), "longer than");
    const Asked asked{"%n.weir"};
    std::ofstream{asked.folder + "/told.weir"} << "somebody's";
    once(told_of(asked), "a file that is none");
}

TEST_CASE("a leftover is refused, and replaced where that is asked for") {
    const auto in_child = [] {
        return stderr_of([] {
            CHECK(ending_of([] {
                      const Named<"left"> run;
                      run(1);
                      run(1);
                      expect(weir::report(run).runs == 2, __LINE__);
                  }) == 0);
        });
    };
    {
        const Asked asked{"%n.weir"};
        CHECK(in_child().empty());
        CHECK(asked.runs_in("left.weir") == 2);
        CHECK(in_child().find("which has ended") != std::string::npos);
    }
    const Asked asked{"%n.weir", "1"};
    CHECK(in_child().empty());
    CHECK(in_child().empty());
    CHECK(asked.runs_in("left.weir") == 2);
    CHECK(asked.files() == 1);
}

TEST_CASE("a child records into a file of its own, from its first run on") {
    const Asked asked{"%n-%p.weir"};
    const Named<"parent"> run;
    run(1);
    pid_t child = 0, idle = 0;
    CHECK(ending_of([&] {
              for (int i = 0; i < 5; ++i) run(1);
              std::thread{[&] { run(1); }}.join();
              expect(weir::report(run).runs == 6, __LINE__);
              expect(asked.runs_in("parent-" + process() + ".weir") == 6, __LINE__);
              std::ofstream{asked.folder + "/number"} << getpid();
          }) == 0);
    std::ifstream{asked.folder + "/number"} >> child;
    CHECK(ending_of([&] { idle = 1; }) == 0);
    CHECK(asked.runs_in("parent-" + process() + ".weir") == 1);
    CHECK(asked.runs_in("parent-" + std::to_string(child) + ".weir") == 6);
    CHECK(asked.files() == 3);
}

TEST_CASE("a program that records itself does so, wherever it was told to") {
    const Asked asked{"%n.weir"};
    const weir_test::Path path{"its_own.weir"};
    const std::string told = stderr_of([&] {
        const Named<"itself"> run;
        run(1);
        std::thread{[&] { run(1); }}.join();
        weir::record(run, path);
        run(1);
        CHECK(weir::report(run).runs == 3);
    });
    CHECK(told.find("the pipeline 'itself' is recorded into its_own.weir, as its program asks") != std::string::npos);
    CHECK(weir::report(weir_test::checked(path)).runs == 3);
    CHECK(asked.files() == 0);
}
