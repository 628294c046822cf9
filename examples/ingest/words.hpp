#pragma once

#include "inflate.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ingest {

/// Text that was found to be UTF-8.
struct Text {
    std::string_view utf8;
    std::size_t characters = 0;
};

/// Checks that bytes are UTF-8; throws IngestError.
struct Decode {
    static constexpr auto name = "decode";
    static constexpr auto threshold = weir::milliseconds(10);
    static std::size_t items(const Inflated& in) { return in.bytes().size(); }

    std::size_t bad_sequences = 0;  ///< of all files

    Text operator()(const Inflated& file);
};

/// Words in lower case, in the order in which they stand. The views are into `letters`.
struct Words {
    std::string letters;
    std::vector<std::string_view> words;
    [[nodiscard]] std::size_t size() const noexcept { return words.size(); }
};

/// Takes words out of a text: a letter, then letters, digits and combining marks. Those over 64 bytes are no words.
/// Keeps its memory from file to file, so it hands out a reference; the next run overwrites what it refers to.
class Tokenize {
public:
    static constexpr auto name = "tokenize";
    static constexpr auto threshold = weir::milliseconds(20);

    const Words& operator()(const Text& text);

private:
    Words words_;
};

struct Counted {
    std::uint64_t words = 0;
    std::uint64_t new_words = 0;  ///< those that no file before had
};

/// Adds words to the count of all.
class Count {
public:
    static constexpr auto name = "count";
    static constexpr auto threshold = weir::milliseconds(40);
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint64_t, words), (std::uint64_t, new_words));
    };
    static Capture capture(const Words&, const Counted& out) { return {out.words, out.new_words}; }
    static std::size_t items(const Words& in) { return in.size(); }

    Counted operator()(const Words& words);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const noexcept { return std::hash<std::string_view>{}(word); }
    };
    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> counts;
};

}  // namespace ingest
