#pragma once

#include "result.hpp"

#include <string>
#include <vector>

namespace bench {

/// A drawing, where there is one: an empty path says that there is none, and `why` the reason.
struct Drawing {
    std::string path;
    std::string why;
};

/// A result, and what became of each of its plots.
struct Chapter {
    Result result;
    std::vector<Drawing> drawings;
};

/// The page: bounds first, then each result, then what was not measured.
std::string page(const std::vector<Chapter>& chapters, const std::vector<Missing>& missing);

}  // namespace bench
