#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace truth {

/// The stages of the example ingest, in their order.
inline constexpr std::array stage_names{"load", "inflate", "decode", "tokenize", "count"};
inline constexpr std::size_t no_stage = stage_names.size();

/// What a process does: it runs the example's pipeline on files, and records it.
struct Work {
    std::string recording;
    std::string list;             ///< a file with the paths of the files, a line each
    int rounds = 1;               ///< how often it goes through them
    std::size_t slow = no_stage;  ///< the stage that takes longer
    double slowdown = 0;          ///< by this share of its own time
};

/// Does it, in this process. Throws where something fails.
void do_work(const Work& work);

}  // namespace truth
