#include "peer.hpp"
#include "variants.hpp"

#include <microprofile.h>

#include <array>

// As microprofile's README has it: a scope around each stage, and a flip for each frame, which is to be a thousand runs.
namespace bench {

namespace {

constexpr int runs_a_frame = 1000;

constexpr std::array<const char*, 16> names{"stage_00", "stage_01", "stage_02", "stage_03", "stage_04", "stage_05",
                                            "stage_06", "stage_07", "stage_08", "stage_09", "stage_10", "stage_11",
                                            "stage_12", "stage_13", "stage_14", "stage_15"};

template <class W>
struct Microprofile {
    static void run(benchmark::State& state) {
        int runs = 0;
        repeat(state, [&](std::uint64_t x) {
            for_each_stage<W>([&](auto i) {
                MICROPROFILE_SCOPEI("weir_bench", names[i], MP_YELLOW);
                x = W::stage(x);
            });
            if (++runs % runs_a_frame == 0) MicroProfileFlip(nullptr);
            return x;
        });
    }
};

std::string start() {
    MicroProfileOnThreadCreate("bench");
    MicroProfileSetEnableAllGroups(true);
    return {};
}
void add_variant() { add<Microprofile>("microprofile", "a scope around each stage, a flip every 1000 runs"); }
void stop() { MicroProfileShutdown(); }

const PeerRegistration registration{{"microprofile", start, add_variant, stop}};

}  // namespace

}  // namespace bench
