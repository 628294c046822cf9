#include "support/catch.hpp"
#include "tools/support/command.hpp"

#include "top/columns.hpp"
#include "top/screen.hpp"
#include "top/sparkline.hpp"

#include <weir/export/text/width.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

// What `weir top` draws, without a terminal: widths, orders, history.

using weir::panel::detail::width_of;
using weir_tool::AllWatched;
using weir_tool::Order;
using weir_tool::sparkline;
using weir_tool::Style;
using weir_tool::View;

namespace {

AllWatched watched(const std::vector<std::string>& files) {
    AllWatched all;
    for (const std::string& file : files) all.push_back(std::make_unique<weir_tool::Watched>(file));
    return all;
}

std::vector<std::string> names(const weir_tool::Watched& one, Order order) {
    std::vector<std::string> all;
    for (const weir_tool::Row& row : make_rows(one, order)) all.push_back(row.name);
    return all;
}

}  // namespace

TEST_CASE("a sparkline reaches from zero to the greatest value shown") {
    CHECK(sparkline({0, 50, 100}, 3, false) == "_=#");
    CHECK(sparkline({0, 50, 100}, 3, true) == "▁▅█");
    CHECK(sparkline({1000, 1, 2}, 2, false) == "=#");
    CHECK(sparkline({7}, 4, false) == "   #");
    CHECK(sparkline({5, -1, 5}, 3, false) == "# #");
    CHECK(sparkline({0, 0}, 2, false) == "__");
    CHECK(sparkline({}, 3, true) == "   ");
}

TEST_CASE("no line is wider than the screen, and no screen higher, whatever their size") {
    weir_test::work("a.weir", 300, 2, 0);
    weir_test::work("b.weir", 300, 2, 0);
    const AllWatched all = watched({"a.weir", "b.weir"});
    for (const bool utf8 : {false, true})
        for (std::size_t columns = 1; columns < 200; ++columns)
            for (const std::size_t rows : {1U, 2U, 5U, 12U, 50U}) {
                View view;
                view.scrolled = columns % 5;
                const auto lines = make_screen(all, view, {columns, rows}, Style{false, utf8});
                bool fits = !lines.empty() && lines.size() <= rows;
                for (const std::string& line : lines) fits = fits && width_of(line) <= columns;
                INFO(columns << " x " << rows);
                REQUIRE(fits);
            }
}

TEST_CASE("columns come in one after another, and the name and the history take what is left") {
    for (std::size_t width = 1; width < 300; ++width) {
        const auto narrow = weir_tool::columns_for(width, 20);
        const auto wide = weir_tool::columns_for(width + 1, 20);
        INFO(width);
        REQUIRE(narrow.over_during <= wide.over_during);
        REQUIRE(narrow.overall_p50 <= wide.overall_p50);
        REQUIRE(narrow.name <= 20);
    }
    const auto usual = weir_tool::columns_for(80, 8);
    CHECK(usual.overall_p50);
    CHECK(usual.over_overall);
    CHECK(usual.history >= 8);
}

TEST_CASE("stages stand in the order asked for, the whole run last") {
    weir_test::work("a.weir", 300, 1, 0);
    const weir_tool::Watched one{"a.weir"};
    using Names = std::vector<std::string>;
    CHECK(names(one, Order::run) == Names{"parse", "hand_on", "inner", "  check", "  sum", "total"});
    CHECK(names(one, Order::name) == Names{"hand_on", "inner/check", "inner/sum", "parse", "total"});
    CHECK(names(one, Order::share) == Names{"parse", "inner/sum", "inner/check", "hand_on", "total"});
    CHECK(names(one, Order::p99) == Names{"parse", "inner/sum", "inner/check", "hand_on", "total"});
    CHECK(names(one, Order::violations) == Names{"parse", "hand_on", "inner/check", "inner/sum", "total"});
}

TEST_CASE("a recording that ended is said to have, and one that vanished too") {
    weir_test::work("gone.weir", 300, 1, 0);
    weir_tool::Watched one{"gone.weir"};
    CHECK(one.ended());
    CHECK(one.state().rfind("ended at 20", 0) == 0);
    std::remove("gone.weir");
    one.look();
    one.look();
    const std::size_t said = one.state().find("the file is gone");
    CHECK(said != std::string::npos);
    CHECK(one.state().find("the file is gone", said + 1) == std::string::npos);
    weir_test::work("gone.weir", 77, 1, 0);
    one.look();
    CHECK(one.overall().runs == 77);
    CHECK(one.state().rfind("ended at 20", 0) == 0);
    CHECK(one.state().find("gone") == std::string::npos);
}

TEST_CASE("plain blocks have each stage's figures, and end with the process") {
    weir_test::work("a.weir", 300, 1, 0);
    const weir_test::Ended top = weir_test::run_weir({"top", "a.weir"});
    CHECK(top.status == 0);
    const auto lines = weir_test::lines_of(top.out);
    REQUIRE(lines.size() == 10);
    CHECK(lines[0].rfind("work  ended at 20", 0) == 0);
    CHECK(lines[0].find("300 runs") != std::string::npos);
    CHECK(lines[3].rfind("parse ", 0) == 0);
    CHECK(lines[8].rfind("total ", 0) == 0);
    CHECK(top.out.find('\x1b') == std::string::npos);
}
