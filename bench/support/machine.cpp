#include "machine.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include <sched.h>
#include <sys/utsname.h>

namespace bench {

namespace {

/// What stands behind the colon of the first line of /proc/cpuinfo that starts with `key`.
std::string processor_fact(const std::string& key) {
    std::ifstream file{"/proc/cpuinfo"};
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(key)) continue;
        const std::size_t start = line.find_first_not_of(" \t", line.find(':') + 1);
        return start == std::string::npos ? std::string{} : line.substr(start);
    }
    return {};
}

}  // namespace

std::string machine() {
    utsname system{};
    ::uname(&system);
    const std::string model = processor_fact("model name");
    const bool is_virtual = processor_fact("flags").find("hypervisor") != std::string::npos;
    const std::size_t count = cores().size();
    return fmt::format("{} ({}), {} core{}{}, {} {}", model.empty() ? "processor of unknown name" : model,
                       static_cast<const char*>(system.machine), count, count == 1 ? "" : "s",
                       is_virtual ? ", a virtual machine" : "", static_cast<const char*>(system.sysname),
                       static_cast<const char*>(system.release));
}

double load_of_last_minute() {
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : 0;
}

std::string date() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%FT%TZ}", fmt::gmtime(now));
}

std::vector<int> cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<int> found;
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return found;
    for (int core = 0; core < CPU_SETSIZE; ++core)
        if (CPU_ISSET(core, &set)) found.push_back(core);
    return found;
}

bool pin_to(int core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    return ::sched_setaffinity(0, sizeof set, &set) == 0;
}

}  // namespace bench
