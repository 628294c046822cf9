#pragma once

#include <weir/panel/joined.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace weir::inline WEIR_ABI {

/// A file that cannot be read at all: it is not there, or no file, or empty, or the system refuses it.
class FileError : public std::runtime_error {
public:
    /// what() is "path: what".
    FileError(const std::string& path, std::string_view what) : std::runtime_error{panel::joined(path, ": ", what)} {}
};

/// A file that is no recording, or one that is damaged or not for this reader: which field, where it stands, what was
/// expected there and what was found.
class FormatError : public std::runtime_error {
public:
    /// `advice`: what to do, where there is more to do than to get the file anew.
    FormatError(const std::string& path, std::string field, std::uint64_t offset, std::string_view expected,
                std::string_view found, std::string_view advice = {})
        : std::runtime_error{panel::joined(path, ": ", field, " at byte ", std::to_string(offset), ": expected ",
                                           expected, ", found ", found, advice.empty() ? "" : ": ", advice)},
          field_{std::move(field)},
          offset_{offset} {}

    /// As docs/format.md names it: "head.version", "schema.nodes[3].parent".
    [[nodiscard]] const std::string& field() const noexcept { return field_; }
    /// In bytes from the start of the file.
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }

private:
    std::string field_;
    std::uint64_t offset_;
};

}  // namespace weir::inline WEIR_ABI
