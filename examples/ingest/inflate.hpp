#pragma once

#include "load.hpp"

#include <string_view>

namespace ingest {

/// A file's bytes, unpacked where they were packed. What was loaded stays alive in the pipeline until the run's last
/// stage is done, so that it need not be copied here.
struct Inflated {
    const FileBytes* file = nullptr;
    std::string unpacked;
    bool was_packed = false;
    [[nodiscard]] std::string_view bytes() const noexcept { return was_packed ? unpacked : file->bytes; }
};

/// Unpacks what is named *.gz (RFC 1952, of one or several members) and lets the rest through; throws IngestError.
struct Inflate {
    static constexpr auto name = "inflate";
    static constexpr auto threshold = weir::milliseconds(20);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, packed), (std::uint32_t, unpacked));
    };
    static Capture capture(const FileBytes& in, const Inflated& out) {
        return {static_cast<std::uint32_t>(in.size()), static_cast<std::uint32_t>(out.bytes().size())};
    }
    static std::size_t items(const FileBytes& in) { return in.size(); }

    Inflated operator()(const FileBytes& file) const;
};

}  // namespace ingest
