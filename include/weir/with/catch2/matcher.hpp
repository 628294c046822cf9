#pragma once

#include <weir/with/catch2/reports.hpp>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers_templated.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>
#include <type_traits>

// What is common to matchers in both generations of Catch2, and how it prints what they are held against.
namespace weir::inline WEIR_ABI::detail {

#if __has_include(<catch2/catch_all.hpp>)
using MatcherBase = Catch::Matchers::MatcherGenericBase;
#else
using MatcherBase = Catch::Matchers::Impl::MatcherUntypedBase;
#endif

template <class T>
concept Reported = requires(const T& reported) {
    report_of(reported);
};

/// A matcher of reports: `Check` has text(), what is asked, and fault(), why it is not so or nothing.
template <class Check>
class ReportMatcher : public MatcherBase {
public:
    explicit ReportMatcher(Check asked) : check_{static_cast<Check&&>(asked)} {}

    template <Reported T>
    [[nodiscard]] bool match(const T& reported) const {
        m_cachedToString.clear();  // of what it was held against before
        fault_ = check_.fault(reported);
        return fault_.empty();
    }
    [[nodiscard]] std::string describe() const override {
        if (fault_.empty()) return check_.text();
        const bool is_list = fault_.find('\n') != std::string::npos;
        return panel::joined("\n", check_.text(), is_list ? ", but\n" : ", but ", fault_);
    }

private:
    Check check_;
    mutable std::string fault_;
};

}  // namespace weir::inline WEIR_ABI::detail

namespace Catch {

/// A line for the runs, one for each stage and one for the whole.
template <weir::detail::Reported T>
struct StringMaker<T, void> {
    /// What Catch2 asks for.
    static std::string convert(const T& reported) {
        return weir::detail::short_text(weir::detail::report_of(reported));
    }
};

}  // namespace Catch
