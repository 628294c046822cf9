#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

// How a fuzzer's input stands for a file, most of which are zeros: the first byte says whether the checksum is made to
// fit, then come pieces of 4 bytes of offset, 2 bytes of size, and so many bytes. A piece of size 0 makes the file so
// long.
namespace weir_fuzz {

inline constexpr std::size_t most_bytes = std::size_t{1} << 20;  ///< of the file

/// Calls `put(offset, from, count)` with each piece; whether the checksum is to fit.
template <class Put>
bool for_each_piece(const std::uint8_t* data, std::size_t size, Put put) {
    for (std::size_t at = 1; at + 6 <= size;) {
        std::uint32_t offset = 0;
        std::uint16_t count = 0;
        std::memcpy(&offset, data + at, 4);
        std::memcpy(&count, data + at + 4, 2);
        at += 6;
        offset %= most_bytes;
        const std::size_t there = std::min({std::size_t{count}, size - at, most_bytes - offset});
        put(std::size_t{offset}, data + at, there);
        at += there;
    }
    return size != 0 && (data[0] & 1) != 0;
}

/// The input that stands for these bytes.
inline std::string make_input(bool is_sealed, const std::vector<char>& bytes) {
    std::string out(1, is_sealed ? '\1' : '\0');
    const auto add = [&](std::size_t begin, std::size_t end) {
        const auto offset = static_cast<std::uint32_t>(begin);
        const auto count = static_cast<std::uint16_t>(end - begin);
        out.append(reinterpret_cast<const char*>(&offset), 4);
        out.append(reinterpret_cast<const char*>(&count), 2);
        out.append(bytes.data() + begin, end - begin);
    };
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes[at] == 0) {
            ++at;
            continue;
        }
        // A piece ends before 8 zeros: as many as its head is long, and more.
        std::size_t end = at + 1;
        for (std::size_t zeros = 0; end + zeros < bytes.size() && zeros < 8 && end - at < 60'000;) {
            if (bytes[end + zeros] != 0) end += zeros + 1, zeros = 0;
            else ++zeros;
        }
        add(at, end);
        at = end;
    }
    add(bytes.size(), bytes.size());
    return out;
}

}  // namespace weir_fuzz
