// replay FILES: each of the fuzzer's inputs once. Those named seed_* must be recordings that can be opened: where the
// format changed they are made anew by fuzz_seeds.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** values) {
    int replayed = 0, seeds = 0, refused = 0;
    for (int i = 1; i < count; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator{values[i]}) {
            std::ifstream file{entry.path(), std::ios::binary};
            const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
            const int result = LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                                      bytes.size());
            ++replayed;
            if (!entry.path().filename().string().starts_with("seed_")) continue;
            ++seeds;
            if (result == 0) continue;
            ++refused;
            std::cerr << entry.path()
                      << ": expected a recording, and it is refused: make the seeds anew with fuzz_seeds\n";
        }
    }
    if (seeds == 0) std::cerr << "expected folders with files seed_*, found none: name tests/fuzz/corpus\n";
    std::cout << replayed << " inputs replayed, " << seeds << " of them seeds\n";
    return seeds != 0 && refused == 0 ? 0 : 1;
}
