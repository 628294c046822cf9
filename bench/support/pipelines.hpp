#pragma once

#include "stages.hpp"

#include <weir/weir.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace bench {

/// "stage_07"
template <std::size_t I>
constexpr weir::FixedString<9> stage_name() {
    weir::FixedString<9> name{"stage_00"};
    name.characters[6] = static_cast<char>('0' + I / 10);
    name.characters[7] = static_cast<char>('0' + I % 10);
    return name;
}

template <std::uint64_t (*Stage)(std::uint64_t), auto Limit, class Numbers, class... Policies>
struct PipelineOf;
template <std::uint64_t (*Stage)(std::uint64_t), auto Limit, std::size_t... I, class... Policies>
struct PipelineOf<Stage, Limit, std::index_sequence<I...>, Policies...> {
    using type = weir::Pipeline<weir::Stage<stage_name<I>(), Stage, Limit>..., Policies...>;
};

/// N times one stage, with a threshold, and policies.
template <std::uint64_t (*Stage)(std::uint64_t), std::size_t N, auto Limit, class... Policies>
using Pipeline = typename PipelineOf<Stage, Limit, std::make_index_sequence<N>, Policies...>::type;

/// A threshold that stages are compared with and keep.
inline constexpr auto kept_threshold = weir::seconds(10);

}  // namespace bench
