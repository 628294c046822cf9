// capture() is overloaded and nothing says what it makes.
// expect: weir: a stage's capture\(\) is overloaded or a template.*name it: using Capture
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

struct Parse {
#ifdef TWIN
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, passed));
    };
    static Capture capture(int) { return {1}; }
    static Capture capture(long) { return {2}; }
#else
    struct Kept {
        BOOST_HANA_DEFINE_STRUCT(Kept, (int, passed));
    };
    static Kept capture(int) { return {1}; }
    static Kept capture(long) { return {2}; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
