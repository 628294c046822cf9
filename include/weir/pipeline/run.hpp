#pragma once

#include <weir/pipeline/step.hpp>

namespace weir::inline WEIR_ABI::detail {

/// Runs the stages of List from the At-th on, whose first leaf is Leaf. What is in flight is a local variable, alive
/// until the last stage is done: each stage is a statement, as one would write them by hand, for only the same
/// statements in one function give the same machine code. Of more than sixteen stages the others are run from the last
/// statement; of less, the statements after the first that have none hand on what there is.
template <class Run, class List, std::size_t At, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins) {
    using A = RunStep<Run, TypeAt<At, List>, At, Leaf, std::is_const_v<Stages>, At + 1 == List::size, false, Ins&&...>;
    if constexpr (A::last) {
        return Result(A::template stage<Result>(run, stages)(hand<A::how, Ins&&>(ins)...));
    } else if constexpr (A::is_void && !A::hands_on) {
        A::stage(run, stages)(hand<A::how, Ins&&>(ins)...);
        return run_from<Run, List, At + 1, A::next_leaf, Result>(run, stages, static_cast<Ins&&>(ins)...);
    } else {
        constexpr std::size_t statements = 16;
        constexpr std::size_t first = (List::size - At < statements ? List::size : At + statements) - statements;

        auto&& a = A::stage(run, stages)(hand<A::how, Ins&&>(ins)...);
        if constexpr (A::result_looked_at) A::look_after(run, stages, ins..., a);

        using B = Next<A, List, first + 1>;
        if constexpr (B::takes_value)
            if (!a.has_value()) {
                if constexpr (A::template gives_nothing<Result>) return Result{};
                else return A::template stop<Result>(run, a);
            }
        auto&& b = B::stage(run, stages)(B::handed(*B::template source<A>(run, a)));
        if constexpr (B::result_looked_at) B::look_after(run, stages, B::seen(a), b);

        using C = Next<B, List, first + 2>;
        if constexpr (C::takes_value)
            if (!b.has_value()) {
                if constexpr (B::template gives_nothing<Result>) return Result{};
                else return B::template stop<Result>(run, b);
            }
        auto&& c = C::stage(run, stages)(C::handed(*C::template source<B>(run, b)));
        if constexpr (C::result_looked_at) C::look_after(run, stages, C::seen(b), c);

        using D = Next<C, List, first + 3>;
        if constexpr (D::takes_value)
            if (!c.has_value()) {
                if constexpr (C::template gives_nothing<Result>) return Result{};
                else return C::template stop<Result>(run, c);
            }
        auto&& d = D::stage(run, stages)(D::handed(*D::template source<C>(run, c)));
        if constexpr (D::result_looked_at) D::look_after(run, stages, D::seen(c), d);

        using E = Next<D, List, first + 4>;
        if constexpr (E::takes_value)
            if (!d.has_value()) {
                if constexpr (D::template gives_nothing<Result>) return Result{};
                else return D::template stop<Result>(run, d);
            }
        auto&& e = E::stage(run, stages)(E::handed(*E::template source<D>(run, d)));
        if constexpr (E::result_looked_at) E::look_after(run, stages, E::seen(d), e);

        using F = Next<E, List, first + 5>;
        if constexpr (F::takes_value)
            if (!e.has_value()) {
                if constexpr (E::template gives_nothing<Result>) return Result{};
                else return E::template stop<Result>(run, e);
            }
        auto&& f = F::stage(run, stages)(F::handed(*F::template source<E>(run, e)));
        if constexpr (F::result_looked_at) F::look_after(run, stages, F::seen(e), f);

        using G = Next<F, List, first + 6>;
        if constexpr (G::takes_value)
            if (!f.has_value()) {
                if constexpr (F::template gives_nothing<Result>) return Result{};
                else return F::template stop<Result>(run, f);
            }
        auto&& g = G::stage(run, stages)(G::handed(*G::template source<F>(run, f)));
        if constexpr (G::result_looked_at) G::look_after(run, stages, G::seen(f), g);

        using H = Next<G, List, first + 7>;
        if constexpr (H::takes_value)
            if (!g.has_value()) {
                if constexpr (G::template gives_nothing<Result>) return Result{};
                else return G::template stop<Result>(run, g);
            }
        auto&& h = H::stage(run, stages)(H::handed(*H::template source<G>(run, g)));
        if constexpr (H::result_looked_at) H::look_after(run, stages, H::seen(g), h);

        using I = Next<H, List, first + 8>;
        if constexpr (I::takes_value)
            if (!h.has_value()) {
                if constexpr (H::template gives_nothing<Result>) return Result{};
                else return H::template stop<Result>(run, h);
            }
        auto&& i = I::stage(run, stages)(I::handed(*I::template source<H>(run, h)));
        if constexpr (I::result_looked_at) I::look_after(run, stages, I::seen(h), i);

        using J = Next<I, List, first + 9>;
        if constexpr (J::takes_value)
            if (!i.has_value()) {
                if constexpr (I::template gives_nothing<Result>) return Result{};
                else return I::template stop<Result>(run, i);
            }
        auto&& j = J::stage(run, stages)(J::handed(*J::template source<I>(run, i)));
        if constexpr (J::result_looked_at) J::look_after(run, stages, J::seen(i), j);

        using K = Next<J, List, first + 10>;
        if constexpr (K::takes_value)
            if (!j.has_value()) {
                if constexpr (J::template gives_nothing<Result>) return Result{};
                else return J::template stop<Result>(run, j);
            }
        auto&& k = K::stage(run, stages)(K::handed(*K::template source<J>(run, j)));
        if constexpr (K::result_looked_at) K::look_after(run, stages, K::seen(j), k);

        using L = Next<K, List, first + 11>;
        if constexpr (L::takes_value)
            if (!k.has_value()) {
                if constexpr (K::template gives_nothing<Result>) return Result{};
                else return K::template stop<Result>(run, k);
            }
        auto&& l = L::stage(run, stages)(L::handed(*L::template source<K>(run, k)));
        if constexpr (L::result_looked_at) L::look_after(run, stages, L::seen(k), l);

        using M = Next<L, List, first + 12>;
        if constexpr (M::takes_value)
            if (!l.has_value()) {
                if constexpr (L::template gives_nothing<Result>) return Result{};
                else return L::template stop<Result>(run, l);
            }
        auto&& m = M::stage(run, stages)(M::handed(*M::template source<L>(run, l)));
        if constexpr (M::result_looked_at) M::look_after(run, stages, M::seen(l), m);

        using N = Next<M, List, first + 13>;
        if constexpr (N::takes_value)
            if (!m.has_value()) {
                if constexpr (M::template gives_nothing<Result>) return Result{};
                else return M::template stop<Result>(run, m);
            }
        auto&& n = N::stage(run, stages)(N::handed(*N::template source<M>(run, m)));
        if constexpr (N::result_looked_at) N::look_after(run, stages, N::seen(m), n);

        using O = Next<N, List, first + 14>;
        if constexpr (O::takes_value)
            if (!n.has_value()) {
                if constexpr (N::template gives_nothing<Result>) return Result{};
                else return N::template stop<Result>(run, n);
            }
        auto&& o = O::stage(run, stages)(O::handed(*O::template source<N>(run, n)));
        if constexpr (O::result_looked_at) O::look_after(run, stages, O::seen(n), o);

        using P = Next<O, List, first + 15>;
        if constexpr (P::takes_value)
            if (!o.has_value()) {
                if constexpr (O::template gives_nothing<Result>) return Result{};
                else return O::template stop<Result>(run, o);
            }
        if constexpr (P::last)
            return Result(P::template stage<Result>(run, stages)(P::handed(*P::template source<O>(run, o))));
        else return run_from<Run, List, P::at, P::leaf, Result>(run, stages, *P::template source<O>(run, o));
    }
}

}  // namespace weir::inline WEIR_ABI::detail
