// Void stages on a context by reference.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Frame;
template <int>
void stage(Frame&);

#ifdef BY_HAND
void run_one(Frame& f) { stage<1>(f); }
void run_five(Frame& f) {
    stage<1>(f);
    stage<2>(f);
    stage<3>(f);
    stage<4>(f);
    stage<5>(f);
}
void run_sixteen(Frame& f) {
    stage<1>(f);
    stage<2>(f);
    stage<3>(f);
    stage<4>(f);
    stage<5>(f);
    stage<6>(f);
    stage<7>(f);
    stage<8>(f);
    stage<9>(f);
    stage<10>(f);
    stage<11>(f);
    stage<12>(f);
    stage<13>(f);
    stage<14>(f);
    stage<15>(f);
    stage<16>(f);
}
#else
using One = weir::Pipeline<weir::Stage<"1", stage<1>> OFF_POLICY>;
void run_one(Frame& f) { One{}(f); }
using Five = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                            weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>> OFF_POLICY>;
void run_five(Frame& f) { Five{}(f); }
using Sixteen = weir::Pipeline<weir::Stage<"1", stage<1>>, weir::Stage<"2", stage<2>>, weir::Stage<"3", stage<3>>,
                               weir::Stage<"4", stage<4>>, weir::Stage<"5", stage<5>>, weir::Stage<"6", stage<6>>,
                               weir::Stage<"7", stage<7>>, weir::Stage<"8", stage<8>>, weir::Stage<"9", stage<9>>,
                               weir::Stage<"10", stage<10>>, weir::Stage<"11", stage<11>>, weir::Stage<"12", stage<12>>,
                               weir::Stage<"13", stage<13>>, weir::Stage<"14", stage<14>>, weir::Stage<"15", stage<15>>,
                               weir::Stage<"16", stage<16>> OFF_POLICY>;
void run_sixteen(Frame& f) { Sixteen{}(f); }
#endif
