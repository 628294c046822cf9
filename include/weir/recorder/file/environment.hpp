#pragma once

#include <weir/layout/schema.hpp>
#include <weir/recorder/file/refusal.hpp>

#include <cstdlib>

#include <unistd.h>

// WEIR_RECORD=/dev/shm/%n-%p.weir records each pipeline of a process that was built to measure.
namespace weir::inline WEIR_ABI::detail {

inline const char* asked_pattern() noexcept {
    const char* const pattern = std::getenv("WEIR_RECORD");
    return pattern == nullptr || *pattern == '\0' ? nullptr : pattern;
}
inline bool asked_to_replace() noexcept {
    const char* const replace = std::getenv("WEIR_RECORD_REPLACE");
    return replace != nullptr && replace[0] == '1' && replace[1] == '\0';
}

/// The path that WEIR_RECORD asks for: %n the pipeline's name, with _ for what is awkward in a file's name; %p the number
/// of the process; %% a percent sign.
struct AskedPath {
    static constexpr std::size_t capacity = 4096;
    static constexpr unsigned most = 999;  ///< of one name
    char text[capacity + 16] = {};

    WEIR_COLD bool expand(const char* pattern, const char* name, Refusal& why) noexcept {
        size_ = 0;
        for (; *pattern != '\0'; ++pattern) {
            if (*pattern != '%') {
                add(*pattern);
                continue;
            }
            switch (*++pattern) {
            case '%': add('%'); break;
            case 'n':
                for (const char* c = name; *c != '\0'; ++c)
                    add(static_cast<unsigned char>(*c) <= ' ' || *c == '/' || *c == 127 ? '_' : *c);
                break;
            case 'p':
                size_ += static_cast<std::size_t>(
                    std::snprintf(text + size_, capacity - size_, "%d", static_cast<int>(getpid())));
                break;
            default:
                return why.say("expected %%n (the pipeline's name), %%p (the process) or %%%% after a percent sign, "
                               "found '%.1s'",
                               pattern);
            }
            if (size_ + 16 >= capacity) break;
        }
        text[size_] = '\0';
        return size_ + 16 < capacity || why.say("the path is longer than %zu bytes", capacity - 16);
    }
    /// -2, -3 and so on before the ending: for another pipeline of the same name.
    void number(unsigned n) noexcept {
        constexpr char ending[] = ".weir";
        constexpr std::size_t length = sizeof ending - 1;
        if (base_ == 0) {
            ends_ = size_ > length && __builtin_memcmp(text + size_ - length, ending, length) == 0;
            base_ = ends_ ? size_ - length : size_;
        }
        std::snprintf(text + base_, 16, "-%u%s", n, ends_ ? ending : "");
    }

private:
    void add(char c) noexcept {
        if (size_ + 16 < capacity) text[size_++] = c;
    }

    std::size_t size_ = 0;
    std::size_t base_ = 0;  ///< where a number goes
    bool ends_ = false;     ///< with .weir
};

}  // namespace weir::inline WEIR_ABI::detail
