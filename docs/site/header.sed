# What doxygen is shown of a header: without the ABI namespaces, which are inline, so that nobody writes them.
s/::inline WEIR_ABI\>//
s/^inline namespace WEIR_ABI_LEVEL {/extern "C++" {/
# What a pipeline inherits of its body is its interface; which body, its level decides.
s/^class Pipeline : public detail::Body<.*> {/class Pipeline : public RecordingBody<Parts...> {/
# Of friends doxygen makes anchors that it does not keep, and of private classes links to nothing.
/^    friend .*;$/d
s/^    friend constexpr/    constexpr/
/^    struct Part {/,/^    };/d
