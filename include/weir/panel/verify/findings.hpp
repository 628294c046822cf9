#pragma once

#include <weir/panel/joined.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// Something in a recording that cannot be.
struct Finding {
    std::string what;      ///< the figure, as docs/format.md names it
    std::string where;     ///< which shard, which stage, which entry
    std::string expected;  ///< what had to stand there
    std::string found;     ///< what stands there
};

/// How long it may be that a figure is ahead of another.
enum class Certainty : unsigned char {
    closed,   ///< the pipeline has ended: all figures agree
    stopped,  ///< the process was killed: each thread may have been within a run
    live,     ///< figures change while they are read
};

/// What a look at all of a recording came to.
struct Verification {
    static constexpr std::size_t most_findings = 1'000;  ///< that are kept: further ones are counted

    Certainty certainty = Certainty::closed;  ///< how strictly figures are held against each other
    std::vector<Finding> findings;            ///< the first most_findings of them
    std::uint64_t left_out = 0;               ///< further findings
    std::uint64_t shards = 0;                 ///< that were looked at
    std::uint64_t runs = 0;                   ///< records that were

    /// Adds a finding, or counts it where there are most_findings.
    void add(std::string_view what, std::string where, std::string expected, std::string found) {
        if (findings.size() == most_findings) ++left_out;
        else findings.push_back({std::string{what}, std::move(where), std::move(expected), std::move(found)});
    }
    /// A finding where `found` is more than `most`.
    void require_at_most(std::string_view what, const std::string& where, std::uint64_t most, std::uint64_t found) {
        if (found > most) add(what, where, panel::joined("at most ", std::to_string(most)), std::to_string(found));
    }
    /// A finding where `found` is not `expected`.
    void require_equal(std::string_view what, const std::string& where, std::uint64_t expected, std::uint64_t found) {
        if (found != expected) add(what, where, std::to_string(expected), std::to_string(found));
    }
};

}  // namespace weir::inline WEIR_ABI
