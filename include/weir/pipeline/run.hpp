#pragma once

#include <weir/pipeline/step.hpp>

namespace weir::inline WEIR_ABI::detail {

/// Runs the stages of List from the At-th on, whose first leaf is Leaf. What is in flight is a local variable, alive
/// until the last stage is done: each stage is a statement, as one would write them by hand, for only the same
/// statements in one function give the same machine code. Of more than sixteen stages the others are run from the last
/// statement; of less, the statements after the first that have none hand on what there is.
template <class Run, class List, std::size_t At, std::size_t Leaf, class Result, class Stages, class... Ins>
WEIR_INLINE constexpr Result run_from(Run& run, Stages& stages, Ins&&... ins) {
    using From = Start<Run, List, std::is_const_v<Stages>, At, Leaf, Ins&&...>;
    using AtA = Statement<From, 0>;
    using A = typename AtA::Step;
    auto& callee = static_cast<typename AtA::Slot&>(stages).callee;
    if constexpr (A::last) {
        return Result(A::template stage<Result>(run, callee, AtA::leaf)(hand<A::how, Ins&&>(ins)...));
    } else if constexpr (A::is_void && !A::hands_on) {
        A::stage(run, callee, AtA::leaf)(hand<A::how, Ins&&>(ins)...);
        return run_from<Run, List, At + 1, Leaf + leaf_count<typename AtA::S>, Result>(run, stages,
                                                                                       static_cast<Ins&&>(ins)...);
    } else {
        auto&& a = A::stage(run, callee, AtA::leaf)(hand<A::how, Ins&&>(ins)...);
        if constexpr (A::result_looked_at) A::look_after(run, callee, AtA::leaf, ins..., a);

        using AtB = Statement<From, 1>;
        using B = typename AtB::Step;
        if constexpr (B::takes_value)
            if (!a.has_value()) {
                if constexpr (A::template gives_nothing<Result, typename AtA::S>) return Result{};
                else return A::template stop<Result>(run, a, AtA::leaf);
            }
        if constexpr (B::template goes_on_after<A>) run.go_on_after_group(AtB::leaf);
        auto&& b = B::stage(run, static_cast<typename AtB::Slot&>(stages).callee,
                            AtB::leaf)(B::handed(*B::template source<A>(a)));
        if constexpr (B::result_looked_at)
            B::look_after(run, static_cast<typename AtB::Slot&>(stages).callee, AtB::leaf, B::seen(a), b);

        using AtC = Statement<From, 2>;
        using C = typename AtC::Step;
        if constexpr (C::takes_value)
            if (!b.has_value()) {
                if constexpr (B::template gives_nothing<Result, typename AtB::S>) return Result{};
                else return B::template stop<Result>(run, b, AtB::leaf);
            }
        if constexpr (C::template goes_on_after<B>) run.go_on_after_group(AtC::leaf);
        auto&& c = C::stage(run, static_cast<typename AtC::Slot&>(stages).callee,
                            AtC::leaf)(C::handed(*C::template source<B>(b)));
        if constexpr (C::result_looked_at)
            C::look_after(run, static_cast<typename AtC::Slot&>(stages).callee, AtC::leaf, C::seen(b), c);

        using AtD = Statement<From, 3>;
        using D = typename AtD::Step;
        if constexpr (D::takes_value)
            if (!c.has_value()) {
                if constexpr (C::template gives_nothing<Result, typename AtC::S>) return Result{};
                else return C::template stop<Result>(run, c, AtC::leaf);
            }
        if constexpr (D::template goes_on_after<C>) run.go_on_after_group(AtD::leaf);
        auto&& d = D::stage(run, static_cast<typename AtD::Slot&>(stages).callee,
                            AtD::leaf)(D::handed(*D::template source<C>(c)));
        if constexpr (D::result_looked_at)
            D::look_after(run, static_cast<typename AtD::Slot&>(stages).callee, AtD::leaf, D::seen(c), d);

        using AtE = Statement<From, 4>;
        using E = typename AtE::Step;
        if constexpr (E::takes_value)
            if (!d.has_value()) {
                if constexpr (D::template gives_nothing<Result, typename AtD::S>) return Result{};
                else return D::template stop<Result>(run, d, AtD::leaf);
            }
        if constexpr (E::template goes_on_after<D>) run.go_on_after_group(AtE::leaf);
        auto&& e = E::stage(run, static_cast<typename AtE::Slot&>(stages).callee,
                            AtE::leaf)(E::handed(*E::template source<D>(d)));
        if constexpr (E::result_looked_at)
            E::look_after(run, static_cast<typename AtE::Slot&>(stages).callee, AtE::leaf, E::seen(d), e);

        using AtF = Statement<From, 5>;
        using F = typename AtF::Step;
        if constexpr (F::takes_value)
            if (!e.has_value()) {
                if constexpr (E::template gives_nothing<Result, typename AtE::S>) return Result{};
                else return E::template stop<Result>(run, e, AtE::leaf);
            }
        if constexpr (F::template goes_on_after<E>) run.go_on_after_group(AtF::leaf);
        auto&& f = F::stage(run, static_cast<typename AtF::Slot&>(stages).callee,
                            AtF::leaf)(F::handed(*F::template source<E>(e)));
        if constexpr (F::result_looked_at)
            F::look_after(run, static_cast<typename AtF::Slot&>(stages).callee, AtF::leaf, F::seen(e), f);

        using AtG = Statement<From, 6>;
        using G = typename AtG::Step;
        if constexpr (G::takes_value)
            if (!f.has_value()) {
                if constexpr (F::template gives_nothing<Result, typename AtF::S>) return Result{};
                else return F::template stop<Result>(run, f, AtF::leaf);
            }
        if constexpr (G::template goes_on_after<F>) run.go_on_after_group(AtG::leaf);
        auto&& g = G::stage(run, static_cast<typename AtG::Slot&>(stages).callee,
                            AtG::leaf)(G::handed(*G::template source<F>(f)));
        if constexpr (G::result_looked_at)
            G::look_after(run, static_cast<typename AtG::Slot&>(stages).callee, AtG::leaf, G::seen(f), g);

        using AtH = Statement<From, 7>;
        using H = typename AtH::Step;
        if constexpr (H::takes_value)
            if (!g.has_value()) {
                if constexpr (G::template gives_nothing<Result, typename AtG::S>) return Result{};
                else return G::template stop<Result>(run, g, AtG::leaf);
            }
        if constexpr (H::template goes_on_after<G>) run.go_on_after_group(AtH::leaf);
        auto&& h = H::stage(run, static_cast<typename AtH::Slot&>(stages).callee,
                            AtH::leaf)(H::handed(*H::template source<G>(g)));
        if constexpr (H::result_looked_at)
            H::look_after(run, static_cast<typename AtH::Slot&>(stages).callee, AtH::leaf, H::seen(g), h);

        using AtI = Statement<From, 8>;
        using I = typename AtI::Step;
        if constexpr (I::takes_value)
            if (!h.has_value()) {
                if constexpr (H::template gives_nothing<Result, typename AtH::S>) return Result{};
                else return H::template stop<Result>(run, h, AtH::leaf);
            }
        if constexpr (I::template goes_on_after<H>) run.go_on_after_group(AtI::leaf);
        auto&& i = I::stage(run, static_cast<typename AtI::Slot&>(stages).callee,
                            AtI::leaf)(I::handed(*I::template source<H>(h)));
        if constexpr (I::result_looked_at)
            I::look_after(run, static_cast<typename AtI::Slot&>(stages).callee, AtI::leaf, I::seen(h), i);

        using AtJ = Statement<From, 9>;
        using J = typename AtJ::Step;
        if constexpr (J::takes_value)
            if (!i.has_value()) {
                if constexpr (I::template gives_nothing<Result, typename AtI::S>) return Result{};
                else return I::template stop<Result>(run, i, AtI::leaf);
            }
        if constexpr (J::template goes_on_after<I>) run.go_on_after_group(AtJ::leaf);
        auto&& j = J::stage(run, static_cast<typename AtJ::Slot&>(stages).callee,
                            AtJ::leaf)(J::handed(*J::template source<I>(i)));
        if constexpr (J::result_looked_at)
            J::look_after(run, static_cast<typename AtJ::Slot&>(stages).callee, AtJ::leaf, J::seen(i), j);

        using AtK = Statement<From, 10>;
        using K = typename AtK::Step;
        if constexpr (K::takes_value)
            if (!j.has_value()) {
                if constexpr (J::template gives_nothing<Result, typename AtJ::S>) return Result{};
                else return J::template stop<Result>(run, j, AtJ::leaf);
            }
        if constexpr (K::template goes_on_after<J>) run.go_on_after_group(AtK::leaf);
        auto&& k = K::stage(run, static_cast<typename AtK::Slot&>(stages).callee,
                            AtK::leaf)(K::handed(*K::template source<J>(j)));
        if constexpr (K::result_looked_at)
            K::look_after(run, static_cast<typename AtK::Slot&>(stages).callee, AtK::leaf, K::seen(j), k);

        using AtL = Statement<From, 11>;
        using L = typename AtL::Step;
        if constexpr (L::takes_value)
            if (!k.has_value()) {
                if constexpr (K::template gives_nothing<Result, typename AtK::S>) return Result{};
                else return K::template stop<Result>(run, k, AtK::leaf);
            }
        if constexpr (L::template goes_on_after<K>) run.go_on_after_group(AtL::leaf);
        auto&& l = L::stage(run, static_cast<typename AtL::Slot&>(stages).callee,
                            AtL::leaf)(L::handed(*L::template source<K>(k)));
        if constexpr (L::result_looked_at)
            L::look_after(run, static_cast<typename AtL::Slot&>(stages).callee, AtL::leaf, L::seen(k), l);

        using AtM = Statement<From, 12>;
        using M = typename AtM::Step;
        if constexpr (M::takes_value)
            if (!l.has_value()) {
                if constexpr (L::template gives_nothing<Result, typename AtL::S>) return Result{};
                else return L::template stop<Result>(run, l, AtL::leaf);
            }
        if constexpr (M::template goes_on_after<L>) run.go_on_after_group(AtM::leaf);
        auto&& m = M::stage(run, static_cast<typename AtM::Slot&>(stages).callee,
                            AtM::leaf)(M::handed(*M::template source<L>(l)));
        if constexpr (M::result_looked_at)
            M::look_after(run, static_cast<typename AtM::Slot&>(stages).callee, AtM::leaf, M::seen(l), m);

        using AtN = Statement<From, 13>;
        using N = typename AtN::Step;
        if constexpr (N::takes_value)
            if (!m.has_value()) {
                if constexpr (M::template gives_nothing<Result, typename AtM::S>) return Result{};
                else return M::template stop<Result>(run, m, AtM::leaf);
            }
        if constexpr (N::template goes_on_after<M>) run.go_on_after_group(AtN::leaf);
        auto&& n = N::stage(run, static_cast<typename AtN::Slot&>(stages).callee,
                            AtN::leaf)(N::handed(*N::template source<M>(m)));
        if constexpr (N::result_looked_at)
            N::look_after(run, static_cast<typename AtN::Slot&>(stages).callee, AtN::leaf, N::seen(m), n);

        using AtO = Statement<From, 14>;
        using O = typename AtO::Step;
        if constexpr (O::takes_value)
            if (!n.has_value()) {
                if constexpr (N::template gives_nothing<Result, typename AtN::S>) return Result{};
                else return N::template stop<Result>(run, n, AtN::leaf);
            }
        if constexpr (O::template goes_on_after<N>) run.go_on_after_group(AtO::leaf);
        auto&& o = O::stage(run, static_cast<typename AtO::Slot&>(stages).callee,
                            AtO::leaf)(O::handed(*O::template source<N>(n)));
        if constexpr (O::result_looked_at)
            O::look_after(run, static_cast<typename AtO::Slot&>(stages).callee, AtO::leaf, O::seen(n), o);

        using AtP = Statement<From, 15>;
        using P = typename AtP::Step;
        if constexpr (P::takes_value)
            if (!o.has_value()) {
                if constexpr (O::template gives_nothing<Result, typename AtO::S>) return Result{};
                else return O::template stop<Result>(run, o, AtO::leaf);
            }
        if constexpr (P::template goes_on_after<O>) run.go_on_after_group(AtP::leaf);
        if constexpr (P::last)
            return Result(P::template stage<Result>(run, static_cast<typename AtP::Slot&>(stages).callee,
                                                    AtP::leaf)(P::handed(*P::template source<O>(o))));
        else return run_from<Run, List, AtP::index, AtP::leaf, Result>(run, stages, *P::template source<O>(o));
    }
}

}  // namespace weir::inline WEIR_ABI::detail
