#include <support/catch.hpp>

#include <weir/panel/format.hpp>
#include <weir/panel/utf8.hpp>

#include <cstdint>
#include <limits>

using namespace weir::literals;
using namespace weir::panel;

TEST_CASE("a rounded duration has two decimals in the unit that fits") {
    CHECK(rounded(0_ns) == "0ns");
    CHECK(rounded(812_ns) == "812ns");
    CHECK(rounded(999_ns) == "999ns");
    CHECK(rounded(1_us) == "1.00us");
    CHECK(rounded(1'244_ns) == "1.24us");
    CHECK(rounded(1'245_ns) == "1.25us");
    CHECK(rounded(999'994_ns) == "999.99us");
    CHECK(rounded(999'995_ns) == "1.00ms");
    CHECK(rounded(250_ms) == "250.00ms");
    CHECK(rounded(3'200_ms) == "3.20s");
    CHECK(rounded(7'200_s) == "7200.00s");
    CHECK(rounded(weir::nanoseconds(-1'500)) == "-1.50us");
    CHECK(rounded(weir::nanoseconds(std::numeric_limits<std::int64_t>::min())) == "-9223372036.85s");
}

TEST_CASE("an exact duration loses nothing and is as short as can be") {
    CHECK(exact(0_ns) == "0ns");
    CHECK(exact(200_ms) == "200ms");
    CHECK(exact(1'500_us) == "1.5ms");
    CHECK(exact(1000_ms) == "1s");
    CHECK(exact(1'234'567_ns) == "1.234567ms");
    CHECK(exact(1'000'001_ns) == "1.000001ms");
    CHECK(exact(90_s) == "90s");
    CHECK(exact(weir::nanoseconds(-5)) == "-5ns");
}

TEST_CASE("numbers") {
    CHECK(decimal(12.345, 1) == "12.3");
    CHECK(percent(0.625) == "62.5%");
    CHECK(compact(0) == "0");
    CHECK(compact(1.5) == "1.50");
    CHECK(compact(99.96) == "100");
    CHECK(compact(812) == "812");
    CHECK(compact(999.6) == "1.00k");
    CHECK(compact(12'345'678) == "12.3M");
    CHECK(count_text(9'999'999) == "9999999");
    CHECK(count_text(10'000'000) == "10.0M");
    CHECK(count_text(std::numeric_limits<std::uint64_t>::max()) == "18.4E");
}

TEST_CASE("a time of day") {
    CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
    CHECK(utc_text(1'769'862'896'999'999'999) == "2026-01-31T12:34:56Z");
    CHECK(utc_text(-1) == "1969-12-31T23:59:59Z");
}

TEST_CASE("what is no UTF-8 is replaced, byte by byte") {
    CHECK(valid_utf8("plain") == "plain");
    CHECK(valid_utf8("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80") == "\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80");
    CHECK(valid_utf8("a\xFF"
                     "b") == "a\xEF\xBF\xBD"
                             "b");
    CHECK(valid_utf8("\xC3") == "\xEF\xBF\xBD");
    CHECK(valid_utf8("\xC0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(sequence_size("\xE0\x80\x80") == 0);      // overlong
    CHECK(sequence_size("\xED\xA0\x80") == 0);      // a surrogate
    CHECK(sequence_size("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
    CHECK(sequence_size("\xF4\x8F\xBF\xBF") == 4);
    CHECK(sequence_size("\xE2\x82"
                        "a") == 0);
}
