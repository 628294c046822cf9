// Which runs are traced, by their keys.
#include "support/catch.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <string>
#include <vector>

using Clock = weir::ManualClock;
using weir::detail::fits;

namespace {

using Run = weir::Pipeline<weir::Stage<"id", [](int x) { return x; }>, Clock, weir::Trace<64>>;

/// Whether a run with the key is traced.
template <class Key>
bool traces(const Run& run, Key key) {
    const std::size_t before = run.trace().size();
    run(key, 1);
    return run.trace().size() == before + 1;
}
bool traces(const Run& run, const char* name) { return traces(run, weir::Key{name}); }

}  // namespace

TEST_CASE("a pattern: each * stands for any characters, or none") {
    static_assert(fits("movement:go", "movement:go") && !fits("movement:go", "movement:gone"));
    CHECK(fits("movement:*", "movement:go"));
    CHECK(fits("movement:*", "movement:"));
    CHECK_FALSE(fits("movement:*", "movement"));
    CHECK(fits("*:go", "movement:go"));
    CHECK_FALSE(fits("*:go", "movement:going"));
    CHECK(fits("*ent*", "movement:go"));
    CHECK_FALSE(fits("*ent*", "combat"));
    CHECK(fits("*", ""));
    CHECK(fits("", ""));
    CHECK_FALSE(fits("", "a"));
    CHECK(fits("a*b*c", "axxbyybzzc"));
    CHECK_FALSE(fits("a*b*c", "axxbyybzz"));
    CHECK(fits("**a**", "a"));
    CHECK(fits("*aab", "aaaaab"));
    CHECK_FALSE(fits("a", ""));
}

TEST_CASE("patterns agree with a matcher that tries everything") {
    struct Slow {
        static bool fits(const std::string& p, const std::string& t) {
            if (p.empty()) return t.empty();
            if (p[0] == '*') return fits(p.substr(1), t) || (!t.empty() && fits(p, t.substr(1)));
            return !t.empty() && p[0] == t[0] && fits(p.substr(1), t.substr(1));
        }
    };
    std::vector<std::string> patterns{""}, texts{""};
    for (std::size_t i = 0; i < patterns.size(); ++i)
        if (patterns[i].size() < 5)
            for (const char c : {'a', 'b', '*'}) patterns.push_back(patterns[i] + c);
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i].size() < 5)
            for (const char c : {'a', 'b'}) texts.push_back(texts[i] + c);
    std::size_t wrong = 0;
    for (const auto& p : patterns)
        for (const auto& t : texts) wrong += fits(p, t) != Slow::fits(p, t);
    CHECK(wrong == 0);
}

TEST_CASE("without patterns all is traced; with one, what fits it") {
    const Run run;
    CHECK(traces(run, "inventory:take"));
    run.trace_only("movement:*");
    CHECK(traces(run, "movement:go"));
    CHECK_FALSE(traces(run, "inventory:take"));
    run.trace_only("*take");
    CHECK(traces(run, "inventory:take"));
    CHECK_FALSE(traces(run, "inventory:drop"));
    CHECK(weir::report(run).losses.filtered == 2);
    CHECK(weir::report(run).runs == 5);
    CHECK(weir::report(run).stages[0].count == 5);
}

TEST_CASE("an exclusion wins, whatever the order; alone it lets in all others") {
    const Run run;
    run.trace_except("*secret*");
    CHECK(traces(run, "movement:go"));
    CHECK_FALSE(traces(run, "movement:secret:x"));
    run.trace_only("movement:*");
    CHECK(traces(run, "movement:go"));
    CHECK_FALSE(traces(run, "movement:secret"));
    CHECK_FALSE(traces(run, "inventory"));
}

TEST_CASE("a pattern that is added later decides anew on keys that were met") {
    const Run run;
    for (int i = 0; i < 3; ++i) CHECK(traces(run, "movement:go"));
    run.trace_except("movement:go");
    CHECK_FALSE(traces(run, "movement:go"));
    CHECK_FALSE(traces(run, "movement:go"));
}

TEST_CASE("numbers are matched as their digits, and runs without a key as an empty name") {
    const Run run;
    run.trace_only("12*");
    CHECK(traces(run, weir::Key{1234}));
    CHECK(traces(run, weir::Key{12}));
    CHECK_FALSE(traces(run, weir::Key{21}));
    CHECK_FALSE(traces(run, weir::Key{0}));
    CHECK_FALSE(traces(run, weir::Key{}));
    CHECK_FALSE(traces(run, ""));
    run.trace_only("0");
    CHECK(traces(run, weir::Key{0}));
    run.trace_only("");
    CHECK(traces(run, weir::Key{}));
    const Run all;
    all.trace_only("*");
    CHECK(traces(all, weir::Key{}));
}
