// capture(in, out) of a stage that takes its input by rvalue reference.
// expect: weir: a stage that consumes its input.*is asked for items, capture
// expect: 'U', 'n', 'i', 'q', 'u', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>
#include <string>
#include <vector>

using Words = std::vector<std::string>;
struct Unique {
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::size_t, in));
    };
    static Capture capture(const Words& in, const Words&) { return {in.size()}; }
#ifdef TWIN
    Words operator()(const Words& in) const { return in; }
#else
    Words operator()(Words&& in) const { return static_cast<Words&&>(in); }
#endif
};
Words split(int) { return {}; }
weir::Pipeline<weir::Stage<"split", split>, Unique> p;
auto n = p(5);
