// A capture whose members have no names.
// expect: weir: what a stage captures is not adapted with Boost.Hana.*BOOST_HANA_DEFINE_STRUCT
// expect: 'P', 'a', 'r', 's', 'e'
// expect: Capture
// levels: none
#include <weir/weir.hpp>

#include <boost/hana/define_struct.hpp>

struct Parse {
#ifdef TWIN
    struct Capture {
        BOOST_HANA_DEFINE_STRUCT(Capture, (int, passed));
    };
    static Capture capture(int) { return {1}; }
#else
    struct Capture {
        int passed;
    };
    static Capture capture(int) { return {1}; }
#endif
    int operator()(int x) const { return x; }
};
weir::Pipeline<Parse> p;
int n = p(5);
