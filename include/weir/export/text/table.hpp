#pragma once

#include <weir/export/text/style.hpp>
#include <weir/export/text/width.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel::detail {

/// A table of text for a given width. Its first column takes what the others leave, and is cut where that is
/// too little; the others are as wide as what is in them.
class Table {
public:
    enum class Align : unsigned char { left, right };

    void add_column(std::string header, Align align = Align::right) { columns_.push_back({std::move(header), align}); }
    /// A cell for each column. The indent of the first is kept where it is cut, as is its mark.
    void add_row(std::string name, std::size_t indent, std::string mark, std::vector<Styled> cells) {
        rows_.push_back({std::move(name), indent, std::move(mark), std::move(cells)});
    }
    [[nodiscard]] std::size_t column_count() const noexcept { return columns_.size(); }

    /// The columns that the table takes at least: with the first cut to `first_least` at most.
    [[nodiscard]] std::size_t width(std::size_t gap, std::size_t first_least) const {
        std::size_t sum = std::min(first_width(), first_least);
        for (std::size_t c = 1; c < columns_.size(); ++c) sum += gap + column_width(c);
        return sum;
    }

    /// Headers and rows, each line with its end. Narrow gaps are taken where wide ones would cut the names.
    [[nodiscard]] std::string print(std::size_t columns, bool colour) const {
        constexpr std::size_t readable = 24;
        constexpr std::size_t least = 12;
        const std::size_t gap = width(2, readable) <= columns ? 2 : 1;
        const std::size_t others = width(gap, 0);
        const std::size_t first = std::min(first_width(), columns > others + least ? columns - others : least);
        std::string out = painted(print_line(first, gap, header(), false), Look::faint, colour) + "\n";
        for (const Row& row : rows_) out += print_line(first, gap, row, colour) + "\n";
        return out;
    }

private:
    struct Column {
        std::string header;
        Align align;
    };
    struct Row {
        std::string name;
        std::size_t indent;
        std::string mark;
        std::vector<Styled> cells;
    };

    [[nodiscard]] Row header() const {
        Row row{columns_[0].header, 0, "", {}};
        for (std::size_t c = 1; c < columns_.size(); ++c) row.cells.push_back({columns_[c].header});
        return row;
    }
    [[nodiscard]] std::size_t first_width() const {
        std::size_t widest = width_of(columns_[0].header);
        for (const Row& row : rows_) widest = std::max(widest, row.indent + width_of(row.name) + row.mark.size());
        return widest;
    }
    [[nodiscard]] std::size_t column_width(std::size_t c) const {
        std::size_t widest = width_of(columns_[c].header);
        for (const Row& row : rows_) widest = std::max(widest, width_of(row.cells[c - 1].text));
        return widest;
    }

    [[nodiscard]] std::string print_line(std::size_t first, std::size_t gap, const Row& row, bool colour) const {
        const std::size_t taken = std::min(row.indent, first / 2) + row.mark.size();
        std::string line = std::string(std::min(row.indent, first / 2), ' ') +
                           shortened(row.name, first > taken ? first - taken : 0) + row.mark;
        std::size_t owed = first - std::min(first, width_of(line));
        for (std::size_t c = 1; c < columns_.size(); ++c) {
            const Styled& cell = row.cells[c - 1];
            const std::size_t pad = column_width(c) - width_of(cell.text);
            owed += gap + (columns_[c].align == Align::right ? pad : 0);
            if (!cell.text.empty()) {  // an empty one leaves its columns owed, so that no line ends in spaces
                line += std::string(owed, ' ') + painted(cell.text, cell.look, colour);
                owed = 0;
            }
            if (columns_[c].align == Align::left) owed += pad;
        }
        return line;
    }

    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace weir::inline WEIR_ABI::panel::detail
