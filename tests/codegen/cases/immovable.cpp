// What can neither be moved nor copied.
#ifndef BY_HAND
#include <weir/weir.hpp>
#endif

#ifndef OFF_POLICY
#define OFF_POLICY
#endif

struct Pinned {
    explicit Pinned(int);
    Pinned(const Pinned&) = delete;
    ~Pinned();
    int n;
};
Pinned one(int);
Pinned two(const Pinned&);

#ifdef BY_HAND
Pinned run(int x) {
    auto&& a = one(static_cast<int&&>(x));
    return two(static_cast<Pinned&&>(a));
}
#else
using P = weir::Pipeline<weir::Stage<"one", one>, weir::Stage<"two", two> OFF_POLICY>;
Pinned run(int x) { return P{}(static_cast<int&&>(x)); }
#endif
