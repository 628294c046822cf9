// A capture with a string in it.
// expect: weir: what a stage captures is not trivially copyable.*no strings or vectors
// expect: 'P', 'a', 'r', 's', 'e'
// expect: Capture
// levels: none
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>
#include <string>

struct Parse {
#ifdef TWIN
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, passed));
    };
    static Capture capture(int) { return {1}; }
#else
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (std::string, text));
    };
    static Capture capture(int) { return {"one"}; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
