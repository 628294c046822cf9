#include <support/catch.hpp>

#include <weir/panel/compare/match.hpp>

#include <string>
#include <vector>

using weir::StageChange;
using weir::StageReport;
using weir::panel::match_stages;

namespace {

StageReport stage(const std::string& name, std::vector<StageReport> stages = {}) {
    StageReport made;
    made.name = made.path = name;
    made.stages = std::move(stages);
    for (StageReport& nested : made.stages) nested.path = name + "/" + nested.name;
    return made;
}

/// "a=a b=c +d -e": what is which, what came, what went.
std::string matched(const std::vector<StageReport>& before, const std::vector<StageReport>& after) {
    const auto match = match_stages(before, after);
    std::string text;
    for (const auto& one : match.stages) text += one.before->path + "=" + one.after->path + " ";
    for (const StageChange& change : match.changes) {
        if (change.kind == StageChange::Kind::added) text += "+" + change.path + " ";
        if (change.kind == StageChange::Kind::removed) text += "-" + change.path + " ";
        if (change.kind == StageChange::Kind::renamed) text += change.path_before + ">" + change.path + " ";
    }
    return text;
}

}  // namespace

TEST_CASE("stages are matched by their names, wherever they stand") {
    CHECK(matched({stage("a"), stage("b"), stage("c")}, {stage("c"), stage("a"), stage("b")}) == "c=c a=a b=b ");
    CHECK(matched({stage("a"), stage("b")}, {stage("a"), stage("x"), stage("b")}) == "a=a b=b +x ");
    CHECK(matched({stage("a"), stage("x"), stage("b")}, {stage("a"), stage("b")}) == "a=a b=b -x ");
}

TEST_CASE("a stage of another name in the same place between the same neighbours is renamed") {
    CHECK(matched({stage("a"), stage("b"), stage("c")}, {stage("a"), stage("x"), stage("c")}) == "a=a b=x c=c b>x ");
    CHECK(matched({stage("a"), stage("b")}, {stage("x"), stage("b")}) == "a=x b=b a>x ");
    CHECK(matched({stage("a"), stage("b")}, {stage("a"), stage("x")}) == "a=a b=x b>x ");
}

TEST_CASE("what may be another stage is not taken for a renamed one") {
    // two in a row: which is which is not known
    CHECK(matched({stage("a"), stage("b"), stage("c")}, {stage("a"), stage("x"), stage("y")}) == "a=a +x +y -b -c ");
    // another neighbour
    CHECK(matched({stage("a"), stage("b"), stage("c"), stage("d")}, {stage("a"), stage("x"), stage("d"), stage("c")}) ==
          "a=a d=d c=c +x -b ");
    CHECK(matched({stage("a"), stage("b"), stage("c")}, {stage("a"), stage("x"), stage("y"), stage("c")}) ==
          "a=a c=c +x +y -b ");
    // a pipeline is no stage
    CHECK(matched({stage("a"), stage("b")}, {stage("a"), stage("x", {stage("in")})}) == "a=a +x -b ");
    CHECK(matched({stage("a"), stage("b")}, {stage("a"), stage("b", {stage("in")})}) == "a=a +b -b ");
}

TEST_CASE("nested stages are matched within what they are nested in, also where that was renamed") {
    CHECK(matched({stage("q", {stage("a"), stage("b")}), stage("z")},
                  {stage("q", {stage("a"), stage("c")}), stage("z")}) == "q=q q/a=q/a q/b=q/c z=z q/b>q/c ");
    CHECK(matched({stage("q", {stage("a")}), stage("z")}, {stage("r", {stage("a")}), stage("z")}) ==
          "q=r q/a=r/a z=z q>r ");
    CHECK(matched({stage("q", {stage("a")}), stage("z")}, {stage("z"), stage("a")}) == "z=z +a -q ");
}
