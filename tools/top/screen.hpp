#pragma once

#include "support/style.hpp"
#include "top/rows.hpp"
#include "top/terminal.hpp"
#include "top/watched.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace weir_tool {

using AllWatched = std::vector<std::unique_ptr<Watched>>;

/// What the user has asked to see.
struct View {
    Order order = Order::run;
    std::size_t selected = 0;  ///< the recording, counted from 1; 0: all
    std::size_t scrolled = 0;  ///< lines
    bool paused = false;
    bool help = false;
};

/// One recording in lines of at most `width` columns: what it is, the columns' heads, its stages.
[[nodiscard]] std::vector<std::string> make_block(const Watched& watched, Order order, std::size_t width, Style style);

/// A screen of at most `size.rows` lines; the last says which keys there are. `view.scrolled` is brought within what
/// there is.
[[nodiscard]] std::vector<std::string> make_screen(const AllWatched& all, View& view, Size size, Style style);

}  // namespace weir_tool
