#include "peer.hpp"
#include "variants.hpp"

#include <sys/sdt.h>

// As systemtap's documentation of <sys/sdt.h> has it. A probe that nobody listens to is a nop; listening takes a kernel
// that allows it, and is not measured.
namespace bench {

namespace {

template <class W>
struct Usdt {
    static void run(benchmark::State& state) {
        repeat(state, [](std::uint64_t x) {
            DTRACE_PROBE1(weir_bench, boundary, 0);
            for_each_stage<W>([&](auto i) {
                x = W::stage(x);
                DTRACE_PROBE1(weir_bench, boundary, i + 1);
            });
            return x;
        });
    }
};

std::string start() { return {}; }
void add_variant() {
    add<Usdt>("USDT, not listened to", "a systemtap probe at each of the N + 1 boundaries, which nobody listens to: it "
                                       "records nothing");
}
void stop() {}

const PeerRegistration registration{{"USDT", start, add_variant, stop}};

}  // namespace

}  // namespace bench
