// capture() takes something else than the stage.
// expect: weir: a stage's capture\(\) cannot be called with its input; write capture\(in\)
// expect: 'P', 'a', 'r', 's', 'e'
// levels: none 0
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

struct Parse {
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, passed));
    };
#ifdef TWIN
    static Capture capture(int) { return {1}; }
#else
    static Capture capture(const char*) { return {1}; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
