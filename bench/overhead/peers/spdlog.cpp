#include "peer.hpp"
#include "variants.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <memory>

// As spdlog's page on asynchronous logging has it: one thread that writes, a queue of 8192 messages, and who finds it
// full waits. The file is /dev/null, so that no disk is measured.
namespace bench {

namespace {

std::shared_ptr<spdlog::logger> logger;

template <class W>
struct Spdlog {
    static void run(benchmark::State& state) {
        repeat(state, [](std::uint64_t x) {
            logger->info("boundary {}", 0);
            for_each_stage<W>([&](auto i) {
                x = W::stage(x);
                logger->info("boundary {}", i + 1);
            });
            return x;
        });
    }
};

std::string start() {
    try {
        spdlog::init_thread_pool(8192, 1);
        logger = spdlog::basic_logger_mt<spdlog::async_factory>("weir_bench", "/dev/null");
    } catch (const spdlog::spdlog_ex& error) { return error.what(); }
    return {};
}
void add_variant() {
    add<Spdlog>("spdlog, async",
                "a message at each of the N + 1 boundaries, to a file logger with a thread of its own "
                "(/dev/null); who finds the queue full waits",
                TimeOf::wall);
}
void stop() {
    logger.reset();
    spdlog::shutdown();
}

const PeerRegistration registration{{"spdlog, async", start, add_variant, stop}};

}  // namespace

}  // namespace bench
