#pragma once

#include <weir/base/config.hpp>

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace weir::inline WEIR_ABI::panel {

/// Bytes on their way to a file, a stream or wherever `write` takes them, gathered to large pieces.
class ByteSink {
public:
    explicit ByteSink(std::function<void(std::string_view)> write) : write_{std::move(write)} {}
    explicit ByteSink(std::ostream& out)
        : ByteSink{[&out](std::string_view bytes) {
              out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
          }} {}

    /// To add to; flush_if_full() then.
    [[nodiscard]] std::string& gathered() noexcept { return gathered_; }
    void flush_if_full() {
        constexpr std::size_t enough = std::size_t{1} << 16;
        if (gathered_.size() >= enough) flush();
    }
    void flush() {
        write_(gathered_);
        gathered_.clear();
    }

private:
    std::function<void(std::string_view)> write_;
    std::string gathered_;
};

}  // namespace weir::inline WEIR_ABI::panel
