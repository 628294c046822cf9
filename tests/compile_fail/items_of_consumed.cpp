// items(in, out) of a stage that takes its input by value.
// expect: weir: a stage that consumes its input.*is asked for items.*take the input by const reference
// expect: 'U', 'n', 'i', 'q', 'u', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <string>
#include <vector>

using Words = std::vector<std::string>;
struct Unique {
    static std::size_t items(const Words& in, const Words&) { return in.size(); }
#ifdef TWIN
    Words operator()(const Words& in) const { return in; }
#else
    Words operator()(Words in) const { return in; }
#endif
};
weir::Pipeline<Unique> p;
auto n = p(Words{});
