#pragma once

#include "source.hpp"

#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <cstdint>
#include <string>

namespace ingest {

/// What a file holds. Its size is what weir counts as the items of the stage that returns it: bytes.
struct FileBytes {
    const Source* source = nullptr;
    std::string bytes;
    [[nodiscard]] std::size_t size() const noexcept { return bytes.size(); }
};

/// Reads a file; throws IngestError. Never waits for another process, as a fifo would have it.
struct Load {
    static constexpr auto name = "load";
    static constexpr auto threshold = weir::milliseconds(10);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint32_t, file));
    };
    static Capture capture(const Source& source) { return {source.number}; }

    FileBytes operator()(const Source& source) const;
};

}  // namespace ingest
