#include "lttng_provider.hpp"
#include "peer.hpp"
#include "variants.hpp"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>

// As LTTng's documentation has it: a provider, a session in snapshot mode (it keeps the newest events in memory, as
// weir's trace does, and writes nothing until it is asked to), and the session daemon, which is started where none runs.
namespace bench {

namespace {

template <class W>
struct Lttng {
    static void run(benchmark::State& state) {
        repeat(state, [](std::uint64_t x) {
            lttng_ust_tracepoint(weir_bench, boundary, 0);
            for_each_stage<W>([&](auto i) {
                x = W::stage(x);
                lttng_ust_tracepoint(weir_bench, boundary, static_cast<int>(i + 1));
            });
            return x;
        });
    }
};

bool done(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

std::string session() { return fmt::format("weir_bench_{}", ::getpid()); }
std::filesystem::path pid_file() { return std::filesystem::temp_directory_path() / (session() + ".pid"); }

void stop() {
    done("lttng --no-sessiond destroy " + session());
    // Only the daemon that was started here has written this file.
    if (pid_t daemon = 0; std::ifstream{pid_file()} >> daemon && daemon > 1) ::kill(daemon, SIGTERM);
    std::error_code gone_already;
    std::filesystem::remove(pid_file(), gone_already);
}

std::string failed(const std::string& why) {
    stop();
    return why;
}

std::string start() {
    if (!done("lttng --version")) return "the command lttng is missing: lttng-tools is not installed";
    if (!done("lttng --no-sessiond list") &&
        !done(fmt::format("lttng-sessiond --background --no-kernel --pidfile={}", pid_file().string())))
        return failed("lttng-sessiond could not be started");
    if (!done("lttng --no-sessiond create --snapshot " + session()) ||
        !done("lttng --no-sessiond enable-event --userspace 'weir_bench:*' --session=" + session()) ||
        !done("lttng --no-sessiond start " + session()))
        return failed("a session could not be started");
    // The daemon tells the program that its tracepoint is wanted.
    for (int tries = 0; !lttng_ust_tracepoint_enabled(weir_bench, boundary); ++tries) {
        if (tries == 100) return failed("the session did not reach this program within 10 s");
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return {};
}
void add_variant() {
    add<Lttng>("LTTng-UST", "a tracepoint at each of the N + 1 boundaries, in a live session that keeps the newest "
                            "events in memory (snapshot mode)");
}

const PeerRegistration registration{{"LTTng-UST", start, add_variant, stop}};

}  // namespace

}  // namespace bench
