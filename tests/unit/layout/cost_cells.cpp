// Calls counted by their items: the sums, what is an outlier, and copies of cells that are being written.
#include "support/catch.hpp"

#include <weir/layout/cost_cells.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

using weir::layout::CostCell;
using weir::layout::CostCells;
using weir::layout::count_cost;
using weir::layout::read_cost;

TEST_CASE("a cell has the sums of its calls") {
    const auto cells = std::make_unique<CostCells>();
    for (const std::uint64_t items : {5U, 6U, 7U, 4U}) count_cost(*cells, items, 100 * items);
    count_cost(*cells, 0, 9);
    count_cost(*cells, 1, 10);
    const CostCell cell = read_cost(cells->cells[3]);
    CHECK(cell.count == 4);
    CHECK(cell.begun == 4);
    CHECK(cell.items == 22);
    CHECK(cell.ns == 2'200);
    CHECK(cell.items_squared == 126);
    CHECK(cell.ns_squared == 1'260'000);
    CHECK(cell.items_ns == 12'600);
    CHECK(cell.cut == 0);
    CHECK(cells->cells[0].count == 1);
    CHECK(cells->cells[1].ns == 10);
    CHECK(cells->cells[2].count == 0);
}

TEST_CASE("sums of the longest calls with the most items are finite") {
    const auto cells = std::make_unique<CostCells>();
    constexpr std::uint64_t longest = ~std::uint64_t{0} >> 1;
    for (int i = 0; i < 1'000; ++i) count_cost(*cells, ~std::uint64_t{0} >> 12, longest);
    const CostCell& cell = cells->cells[CostCells::overflow];
    CHECK(cell.count == 1'000);
    CHECK(cell.ns == Approx(1e3 * 0x1p63));
    CHECK(cell.ns_squared == Approx(1e3 * 0x1p126));
    CHECK(cell.items_ns == Approx(1e3 * 0x1p115));
}

TEST_CASE("outliers are left out and counted") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 1'000; ++i) count_cost(*cells, 100, i % 100 == 50 ? 1'000'000 : 1'000);
    const CostCell& cell = cells->cells[7];
    CHECK(cell.count == 990);
    CHECK(cell.cut == 10);
    CHECK(cell.ns == 990'000);
}

TEST_CASE("a first call that fills caches is cut by the second") {
    const auto cells = std::make_unique<CostCells>();
    count_cost(*cells, 100, 5'000'000);
    for (int i = 0; i < 9; ++i) count_cost(*cells, 100, 1'000);
    const CostCell& cell = cells->cells[7];
    CHECK(cell.count == 10);
    CHECK(cell.cut == 1);
    CHECK(cell.ns == 4 * 1'001 + 9'000);
    CHECK(cell.items_ns == 100 * cell.ns);
    CHECK(cell.ns_squared == 4'004.0 * 4'004 + 9 * 1'000.0 * 1'000);
}

TEST_CASE("what the items explain is no outlier") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 100; ++i) count_cost(*cells, 64, 1'000);
    for (int i = 0; i < 10; ++i) count_cost(*cells, 127, 7'800);  // as n^3
    CHECK(cells->cells[7].cut == 0);
    CHECK(cells->cells[7].count == 110);
}

TEST_CASE("a mean follows a stage whose calls come to take longer") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 1'000; ++i) count_cost(*cells, 100, 1'000);
    for (int i = 0; i < 100'000; ++i) count_cost(*cells, 100, 100'000);
    const CostCell& cell = cells->cells[7];
    CHECK(cell.cut > 125);
    CHECK(cell.ns / static_cast<double>(cell.count) > 90'000);
}

TEST_CASE("a clock that stands still at first does not hold later times back") {
    const auto cells = std::make_unique<CostCells>();
    for (int i = 0; i < 10; ++i) count_cost(*cells, 100, 0);
    for (int i = 0; i < 10'000; ++i) count_cost(*cells, 100, 1'000);
    CHECK(cells->cells[7].ns / static_cast<double>(cells->cells[7].count) > 900);
}

TEST_CASE("a copy of a cell that is being written is of whole calls") {
    const auto cells = std::make_unique<CostCells>();
    std::atomic<bool> stop{false};
    std::thread writer{[&] {
        for (std::uint64_t i = 0; !stop; ++i) {
            count_cost(*cells, 64 + i % 64, 3'000 + 7 * (64 + i % 64));
            if (i % 8 == 0) std::this_thread::yield();
        }
    }};
    std::uint64_t torn = 0, whole = 0;
    while (whole < 20'000) {
        const CostCell cell = read_cost(cells->cells[7]);
        if (cell.begun != cell.count) continue;
        ++whole;
        // All sums are exact in a double, and of a line.
        torn += cell.ns != 3'000 * static_cast<double>(cell.count) + 7 * static_cast<double>(cell.items) ? 1 : 0;
        torn += cell.items_ns != 3'000 * static_cast<double>(cell.items) + 7 * cell.items_squared ? 1 : 0;
    }
    stop = true;
    writer.join();
    CHECK(torn == 0);
}
