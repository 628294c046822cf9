// Marks of a pipeline that is a parameter, with a string alive across them.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#include <string>

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

void physics(std::string&);
int render(const std::string&);

#ifdef BY_HAND
struct P;
int run(const P&, int x) {
    std::string s(static_cast<std::size_t>(x), 'a');
    physics(s);
    const int drawn = render(s);
    return drawn;
}
#else
using Physics = weir::Mark<"physics">;
using Render = weir::Mark<"render">;
struct P : weir::Pipeline<Physics, Render OFF_POLICY> {};
int run(const P& p, int x) {
    auto marked = p.start();
    std::string s(static_cast<std::size_t>(x), 'a');
    physics(s);
    marked.done<Physics>(s.size());
    const int drawn = render(s);
    marked.done<Render>();
    return drawn;
}
#endif
