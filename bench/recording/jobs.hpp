#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// What a job in a process of its own took.
struct JobCost {
    double seconds = 0;
    std::size_t peak_memory = 0;  ///< bytes resident at most
    bool failed = false;
};

/// Does the work in a child, so that its memory is its own. The start of the process is not in the time.
JobCost do_job(const std::function<void()>& work);

/// Runs a command, whose output goes nowhere; with the start of its process.
JobCost run_command(const std::vector<std::string>& words);

}  // namespace bench
