#include "words.hpp"

#include "error.hpp"
#include "letters.hpp"
#include "utf8.hpp"

namespace ingest {

Text Decode::operator()(const Inflated& file) {
    const std::string_view bytes = file.bytes();
    const Utf8Check check = check_utf8(bytes);
    if (check.bad_sequences != 0) {
        bad_sequences += check.bad_sequences;
        constexpr const char* digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(bytes[check.first_bad]);
        const std::string of = check.bad_sequences == 1 ? "" : ", the first of " + std::to_string(check.bad_sequences);
        throw IngestError{Fault::not_utf8,
                          "bad UTF-8 at byte " + std::to_string(check.first_bad) + " (0x" + digits[byte >> 4] +
                              digits[byte & 15] + ")" + of,
                          *file.file->source};
    }
    return {bytes, check.characters};
}

const Words& Tokenize::operator()(const Text& text) {
    constexpr std::size_t longest_word = 64;
    const std::string_view utf8 = text.utf8;
    std::string& letters = words_.letters;
    letters.clear();
    letters.reserve(utf8.size());  // no character is longer in lower case, so the views into it stay valid
    words_.words.clear();

    std::size_t word = 0;
    bool in_word = false;
    const auto end_word = [&] {
        const std::size_t length = letters.size() - word;
        if (in_word && length <= longest_word) words_.words.emplace_back(letters.data() + word, length);
        in_word = false;
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t character = next_code_point(utf8, at);
        const bool belongs = is_letter(character) || (in_word && continues_word(character));
        if (!belongs) {
            // A number is no word, nor are the letters in it: 0x1fU.
            if (is_digit(character))
                while (at < utf8.size() && is_ascii_letter_or_digit(utf8[at])) ++at;
            end_word();
            continue;
        }
        if (!in_word) word = letters.size();
        in_word = true;
        append_utf8(letters, lower_case(character));
    }
    end_word();
    return words_;
}

Counted Count::operator()(const Words& words) {
    Counted counted{words.size(), 0};
    for (const std::string_view word : words.words) {
        if (const auto found = counts.find(word); found != counts.end()) ++found->second;
        else {
            counts.emplace(word, 1);
            ++counted.new_words;
        }
    }
    return counted;
}

}  // namespace ingest
