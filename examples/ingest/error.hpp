#pragma once

#include "source.hpp"

#include <stdexcept>
#include <string>

namespace ingest {

/// Why a file was not ingested.
enum class Fault : unsigned char { unreadable, not_a_file, too_large, not_gzip, not_utf8, other };
inline constexpr int fault_count = 6;

constexpr const char* name_of(Fault fault) noexcept {
    constexpr const char* names[] = {"not readable",         "not a regular file", "too large",
                                     "not intact gzip data", "not UTF-8",          "other"};
    return names[static_cast<int>(fault)];
}

/// Ends the run of one file. The reason comes first: reports show the beginning of a message.
class IngestError : public std::runtime_error {
public:
    IngestError(Fault why, const std::string& reason, const Source& source)
        : std::runtime_error{reason + ": " + printable(source.path)}, fault{why} {}
    Fault fault;
};

/// No file, and nothing that a file unpacks to, may be larger: one hostile file must not take all memory.
inline constexpr std::size_t largest_file = std::size_t{64} << 20;

}  // namespace ingest
