#pragma once

#include "result.hpp"

#include <filesystem>

namespace bench {

/// Whether gnuplot is here.
bool can_draw();

/// Draws it with gnuplot; whether that went well.
bool draw(const Plot& plot, const std::filesystem::path& svg);

}  // namespace bench
