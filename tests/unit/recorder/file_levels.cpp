// levels: 0 1 2
// weir::record at each level: what is off compiles, and makes no file.
#include "support/catch.hpp"
#include "support/recordings.hpp"

#include <weir/record.hpp>
#include <weir/report.hpp>

#include <filesystem>
#include <string>

namespace {

int half(int x) { return x / 2; }
using Halves = weir::Pipeline<weir::Stage<"half", half>, weir::Stage<"again", half>, weir::Name<"halves">>;
using Off = weir::Pipeline<weir::Stage<"half", half>, weir::Off>;

}  // namespace

TEST_CASE("a pipeline is recorded where it is on, and nothing happens where it is off") {
    const weir_test::Path path{"levels.weir"};
    {
        const Halves run;
        weir::record(run, path, {.shards = 2, .replace = true});
        CHECK(run(8) == 2);
    }
    REQUIRE(std::filesystem::exists(path.text) == (Halves::level != weir::off));
    if constexpr (Halves::level != weir::off) {
        const weir::Recording file = weir_test::checked(path);
        CHECK(file.schema().level == Halves::level);
        CHECK(weir::report(file).runs == 1);
        CHECK(weir::report(file).pipeline == "halves");
    }
}

TEST_CASE("of what is off no path is wrong") {
    const Off run;
    weir::record(run, "no/such/folder/x.weir");
    CHECK(run(8) == 4);
}

TEST_CASE("paths of all kinds of text") {
    if constexpr (Halves::level != weir::off) {
        const weir_test::Path path{"kinds.weir"};
        const std::filesystem::path as_path{path.text};
        for (int kind = 0; kind < 3; ++kind) {
            const Halves run;
            if (kind == 0) weir::record(run, "kinds.weir");
            else if (kind == 1) weir::record(run, path.text, {.replace = true});
            else weir::record(run, as_path, {.replace = true});
            CHECK(weir::open(path).is_live());
        }
    } else {
        CHECK(Halves::stage_count == 2);
    }
}
