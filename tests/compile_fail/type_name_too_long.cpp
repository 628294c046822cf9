// The name of a template's stage type is too long.
// expect: weir: a stage's name is longer than 111 characters.*give the type a member
// expect: AThingWhoseNameIsLongForATypeOfAStage
// levels: none 0
#include <weir/weir.hpp>

template <class T>
struct AThingWhoseNameIsLongForATypeOfAStage {};
template <class... T>
struct Parse {
    AThingWhoseNameIsLongForATypeOfAStage<
        AThingWhoseNameIsLongForATypeOfAStage<AThingWhoseNameIsLongForATypeOfAStage<int>>>
        thing;
    int operator()(int x) const { return x; }
};
#ifdef TWIN
struct Named : Parse<AThingWhoseNameIsLongForATypeOfAStage<int>, AThingWhoseNameIsLongForATypeOfAStage<long>,
                     AThingWhoseNameIsLongForATypeOfAStage<short>> {
    static constexpr auto name = "parse";
};
weir::Pipeline<Named> p;
#else
weir::Pipeline<Parse<AThingWhoseNameIsLongForATypeOfAStage<int>, AThingWhoseNameIsLongForATypeOfAStage<long>,
                     AThingWhoseNameIsLongForATypeOfAStage<short>>>
    p;
#endif
