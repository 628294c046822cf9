// What a page is made of, and what it must not be taken in by: `page_worker FILE RUNS PERCENT` records runs of a pipeline
// with a nested one, items, captures, keys, runs that stop and that throw, and names that are markup. PERCENT is what the
// stage `index` takes of its time; 100 is all of it.
#include <weir/record.hpp>
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace weir::literals;

namespace {

/// A number between 0 and 2^32 that looks like chance, and is the same each time.
std::uint64_t mixed(std::uint64_t number) { return (number * 0x9e3779b97f4a7c15U ^ number << 7) >> 32; }

struct Document {
    std::uint64_t number = 0;
    std::uint64_t words = 0;
};

struct Load {
    static constexpr auto name = "load";
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::uint64_t, number), (std::int64_t, least));
    };
    static Capture capture(std::uint64_t number, const std::optional<Document>&) {
        return {number, -static_cast<std::int64_t>(number)};
    }
    std::optional<Document> operator()(std::uint64_t number) const {
        weir::ManualClock::advance(weir::nanoseconds(static_cast<std::int64_t>(2'000 + mixed(number) % 3'000)));
        if (number % 97 == 5) return std::nullopt;
        const std::uint64_t words = std::uint64_t{8} << mixed(number * 3) % 12;
        return Document{number, words + mixed(number * 5) % words};
    }
};
struct Index {
    static constexpr auto name = "index";
    static constexpr auto threshold = 1_ms;
    static std::size_t items(const Document& document) { return document.words; }
    Document operator()(Document document) const {
        const std::uint64_t ns = 400 + document.words * (36 + mixed(document.number * 7) % 9);
        weir::ManualClock::advance(weir::nanoseconds(static_cast<std::int64_t>(ns * percent / 100)));
        return document;
    }
    static inline std::uint64_t percent = 100;
};
Document check(Document document) {
    weir::ManualClock::advance(weir::nanoseconds(static_cast<std::int64_t>(900 + mixed(document.number * 11) % 500)));
    if (document.number % 211 == 13)
        throw std::runtime_error{"</script><script>alert('error " + std::to_string(document.number) + "')</script>"};
    return document;
}
Document write(Document document) {
    const bool is_slow = document.number % 1'009 == 500;
    weir::ManualClock::advance(is_slow ? 9_ms : weir::nanoseconds(12'000 + static_cast<std::int64_t>(document.words)));
    return document;
}

using Store = weir::Pipeline<weir::Stage<"check", check>, weir::Stage<"<b>write</b> & \"sync\"", write, 5_ms>,
                             weir::Name<"store">>;
using Pages = weir::Pipeline<Load, Index, Store, weir::Name<"<script>alert(1)</script>">, weir::Threshold<4_ms>,
                             weir::Trace<131072>, weir::ManualClock>;

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    if (arguments.size() != 3) {
        std::cerr << "expected FILE RUNS PERCENT\n";
        return 2;
    }
    Index::percent = std::stoull(arguments[2]);
    Pages pages;
    weir::record(pages, arguments[0]);
    const std::uint64_t runs = std::stoull(arguments[1]);
    for (std::uint64_t number = 1; number <= runs; ++number) {
        weir::ManualClock::advance(weir::nanoseconds(static_cast<std::int64_t>(mixed(number * 13) % 400'000)));
        const std::string key = number % 3 == 0 ? "<!--<script>" : "kind:" + std::to_string(number % 5);
        try {
            pages(weir::Key{key}, number);
        } catch (const std::runtime_error&) {}
    }
    return 0;
}
