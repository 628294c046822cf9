#pragma once

#include "error.hpp"
#include "source.hpp"
#include "words.hpp"

#include <array>
#include <ostream>
#include <string>
#include <vector>

namespace ingest {

/// The files that failed: how many of each kind, and the first of them.
class Failures {
public:
    void add(Fault fault, const std::string& message);
    [[nodiscard]] std::size_t count() const noexcept;
    void print(std::ostream& out) const;

private:
    struct Kind {
        std::size_t count = 0;
        std::vector<std::string> examples;
    };
    std::array<Kind, fault_count> kinds_;
};

/// The most frequent words with their counts, in columns that are read downwards.
void print_words(std::ostream& out, const Count& count);

/// One of the slowest files: its name, and the time in each stage.
struct SlowFile {
    std::string path;
    std::vector<weir::Nanoseconds> durations;
    weir::Nanoseconds total;
};
void print_slowest(std::ostream& out, const std::vector<const char*>& stages, const std::vector<SlowFile>& files);

}  // namespace ingest
