#pragma once

#include <weir/base/config.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI::panel {

/// Puts `values` in the order of `less`, equal ones in the order they had. In place of std::stable_sort: what libstdc++ 12
/// makes that of is deprecated, as clang++ 19 tells every user; and to compile it for a type such as StageReport takes long.
template <class T, class Less>
void sort_stably(std::vector<T>& values, const Less& less) {
    std::vector<std::size_t> places(values.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        if (less(values[a], values[b])) return true;
        return a < b && !less(values[b], values[a]);
    });
    std::vector<T> sorted;
    sorted.reserve(values.size());
    for (const std::size_t place : places) sorted.push_back(std::move(values[place]));
    values = std::move(sorted);
}

}  // namespace weir::inline WEIR_ABI::panel
