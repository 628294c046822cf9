#pragma once

#include <weir/base/duration.hpp>
#include <weir/stage/traits.hpp>

namespace weir::inline WEIR_ABI {

/// What is accumulated on each measured call of stage S beside the usual statistics. This one is nothing; specialise it
/// for a stage type of yours. A specialisation is plain data (trivially copyable), zero when default-made, and has
///   void operator()(Nanoseconds, const In&, const Out&) noexcept   called after the stage, outside its time
///   void merge(const Analyzer& other) noexcept                     adds another thread's
/// (without Out for a stage that returns void; with each argument for a first stage of several).
template <class S>
struct Analyzer {
    using weir_default = void;
};

namespace detail {

template <class S>
concept HasAnalyzer = !requires {
    typename Analyzer<S>::weir_default;
};

// Who looks at the values that flow through a stage. `Ins` are the arguments' types, `Out` the result's.

template <class S, class... Ins>
concept ItemsBefore = requires(const S& s, const std::remove_reference_t<Ins>&... ins) {
    static_cast<std::uint64_t>(s.items(ins...));
};
template <class S, class Out, class... Ins>
concept ItemsAfter = requires(const S& s, const std::remove_reference_t<Ins>&... ins, const Out& out) {
    static_cast<std::uint64_t>(s.items(ins..., out));
};
template <class S, class... Ins>
concept CaptureBefore = requires(const S& s, const std::remove_reference_t<Ins>&... ins) {
    s.capture(ins...);
};
template <class S, class Out, class... Ins>
concept CaptureAfter = requires(const S& s, const std::remove_reference_t<Ins>&... ins, const Out& out) {
    s.capture(ins..., out);
};
template <class Out>
concept HasSize = requires(const Out& out) {
    static_cast<std::uint64_t>(out.size());
};

template <class S>
concept NamesItems = requires {
    &S::items;
};
struct ItemsOfOwn {
    int items;
};
template <class S>
struct WithItemsOfOwn : S, ItemsOfOwn {};
/// The same, and true also where items() is overloaded or a template, which cannot be named: a second member of that
/// name makes it ambiguous.
template <class S>
concept MayHaveItems = NamesItems<S> ||(!std::is_final_v<S> && !requires { &WithItemsOfOwn<S>::items; });
template <class S>
concept NamesCapture = requires {
    &S::capture;
};

/// Whether S can have neither items nor capture, known without a look into it: most stages are such.
template <class S>
inline constexpr bool asks_nothing = IsWeirsOwn<S> || IsPipeline<S>;
/// A function that stands for its stage: see Decider.
template <class Function>
inline constexpr bool asks_nothing<Function*> = true;

template <class P>
struct ReturnOf;
template <class R, class... A>
struct ReturnOf<R (*)(A...)> {
    using type = R;
};
template <class R, class... A>
struct ReturnOf<R (*)(A...) noexcept> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnOf<R (C::*)(A...) const> {
    using type = R;
};
template <class R, class C, class... A>
struct ReturnOf<R (C::*)(A...) const noexcept> {
    using type = R;
};
/// The struct that a stage captures, void where it captures nothing. Known from the stage alone, for the record is laid
/// out before anything flows: from capture() itself, or, where that is overloaded or a template, from S::Capture.
template <class S>
struct CaptureOf {
    using type = void;
};
template <NamesCapture S>
struct CaptureOf<S> {
    using type = std::remove_cvref_t<typename ReturnOf<decltype(&S::capture)>::type>;
};
template <class S>
    requires(!NamesCapture<S> && requires { typename S::Capture; })
struct CaptureOf<S> {
    using type = typename S::Capture;
};

template <class S, bool AsksNothing = asks_nothing<S>>
inline constexpr bool captures_something = false;
template <class S>
inline constexpr bool captures_something<S, false> = !std::is_void_v<typename CaptureOf<S>::type>;

// What is refused of a look; Name is there for the message.
template <bool Callable, class Name, class Stage, class... In>
struct ItemsCanBeAsked {
    static_assert(Callable,
                  "weir: a stage's items() cannot be called with its input; write items(in), asked before the "
                  "call, or items(in, out), asked after it, const or static, returning a number");
};
template <bool Callable, class Name, class Stage, class... In>
struct CaptureCanBeAsked {
    static_assert(Callable,
                  "weir: a stage's capture() cannot be called with its input; write capture(in), asked before "
                  "the call, or capture(in, out), asked after it, const or static");
};
template <bool Known, class Name, class Stage>
struct CaptureIsKnown {
    static_assert(Known, "weir: a stage's capture() is overloaded or a template, so that its struct is not known; name "
                         "it: using Capture = ...;");
};

enum class Look : unsigned char { none, before, after, size };

template <class R>
inline constexpr bool has_size = HasSize<std::remove_reference_t<R>> &&
                                 // Whoever is not asked to be looked at must not be asked to move either.
                                 (std::is_reference_v<R> || std::is_move_constructible_v<R>);
template <>
inline constexpr bool has_size<void> = false;
template <class S, class R>
inline constexpr Look size_look = !IsPipeline<S> && has_size<R> ? Look::size : Look::none;

template <class S, class R, class... Ins>
constexpr Look items_look() {
    using Out = std::remove_reference_t<R>;
    if constexpr (asks_nothing<S>) return size_look<S, R>;
    else if constexpr (!std::is_void_v<R> && ItemsAfter<S, Out, Ins...>) return Look::after;
    else if constexpr (ItemsBefore<S, Ins...>) return Look::before;
    else if constexpr (NamesItems<S>) {
        static_cast<void>(ItemsCanBeAsked<!NamesItems<S>, NameOf<S>, S, Ins...>{});
        return Look::none;
    } else return size_look<S, R>;
}
template <class S, class R, class... Ins>
constexpr Look capture_look() {
    using Out = std::remove_reference_t<R>;
    if constexpr (asks_nothing<S>) return Look::none;
    else if constexpr ((!std::is_void_v<R> && CaptureAfter<S, Out, Ins...>) || CaptureBefore<S, Ins...>) {
        constexpr bool known = !std::is_void_v<typename CaptureOf<S>::type>;
        if constexpr (!known) static_cast<void>(CaptureIsKnown<known, NameOf<S>, S>{});
        return CaptureBefore<S, Ins...> ? Look::before : Look::after;
    } else {
        if constexpr (NamesCapture<S>) static_cast<void>(CaptureCanBeAsked<!NamesCapture<S>, NameOf<S>, S, Ins...>{});
        return Look::none;
    }
}

template <class S, class R, class... Ins>
constexpr bool looks_after() {
    if constexpr (asks_nothing<S>) return HasAnalyzer<S>;
    else
        return items_look<S, R, Ins...>() == Look::after || capture_look<S, R, Ins...>() == Look::after ||
               HasAnalyzer<S>;
}
/// Whether somebody asks to see the values when the stage is done with them.
template <class S, class R, class... Ins>
inline constexpr bool looked_at_after = looks_after<S, R, Ins...>();

}  // namespace detail

}  // namespace weir::inline WEIR_ABI
