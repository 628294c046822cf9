// fuzz_seeds FOLDER: small recordings of several kinds of pipelines, as the fuzzer's inputs.
#include "sparse.hpp"
#include "support/orders.hpp"
#include "support/saved_recording.hpp"

#include <weir/with/allocations.hpp>

#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using weir_test::Orders;

struct Send : weir::Stage<"send", weir_test::send> {
    static constexpr std::uint64_t max_allocations = 2;
};
struct Price : weir::Stage<"price", weir_test::price> {
    static constexpr std::uint64_t max_allocations = 0;
};
using Counted = weir::Pipeline<weir::Pipeline<weir_test::Read, Price, weir::Name<"quote">>, Send, weir::ManualClock,
                               weir::Name<"orders">, weir::Timing>;

template <class Pipeline>
void write_seed(const std::string& folder, const std::string& name, int runs) {
    const Pipeline pipeline;
    weir_test::run_orders(pipeline, runs);
    const std::string path = folder + "/seed_" + name;
    std::ofstream file{path, std::ios::binary};
    weir_test::SavedRecording saved = weir_test::SavedRecording::of(pipeline);
    // So that seeds made anew are the same.
    saved.schema().clock.epoch_utc = saved.head().writer.created_utc;
    for (std::uint64_t i = 0; i < saved.head().shard_count; ++i) saved.shard(i).thread = 1;
    saved.seal();
    file << weir_fuzz::make_input(true, saved.bytes);
    if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int count, char** values) {
    if (count != 2) {
        std::cerr << "expected a folder, found " << count - 1 << " words\nusage: fuzz_seeds FOLDER\n";
        return 2;
    }
    const std::string folder = values[1];
    write_seed<Orders<weir::Timing>>(folder, "timing", 30);
    write_seed<Orders<weir::Timing, weir::SampleEvery<4>>>(folder, "sampled", 30);
    write_seed<Orders<weir::Trace<4>>>(folder, "ring", 70);
    write_seed<Orders<weir::Trace<8>, weir::KeepSlowest<2>, weir::KeepAround<1, 1, 2>>>(folder, "kept", 60);
    write_seed<Orders<weir::Trace<8>>>(folder, "idle", 0);
    write_seed<Counted>(folder, "counted", 30);
}
