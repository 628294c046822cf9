#include "jobs.hpp"

#include <chrono>
#include <cstdio>
#include <exception>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The child ends, and what it took in memory is told.
void wait_for(pid_t child, JobCost& cost) {
    int status = -1;
    rusage usage{};
    cost.failed = ::wait4(child, &status, 0, &usage) != child || status != 0;
    cost.peak_memory = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

JobCost do_job(const std::function<void()>& work) {
    JobCost cost;
    int ends[2];
    if (::pipe(ends) != 0) return {0, 0, true};
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            const auto start = Clock::now();
            work();
            const double seconds = seconds_since(start);
            ::_exit(::write(ends[1], &seconds, sizeof seconds) == sizeof seconds ? 0 : 1);
        } catch (const std::exception& error) { std::fprintf(stderr, "%s\n", error.what()); }
        ::_exit(1);
    }
    ::close(ends[1]);
    const bool told = ::read(ends[0], &cost.seconds, sizeof cost.seconds) == sizeof cost.seconds;
    ::close(ends[0]);
    wait_for(child, cost);
    cost.failed = cost.failed || !told;
    return cost;
}

JobCost run_command(const std::vector<std::string>& words) {
    JobCost cost;
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const auto start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        ::dup2(nowhere, STDOUT_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    wait_for(child, cost);
    cost.seconds = seconds_since(start);
    return cost;
}

}  // namespace bench
