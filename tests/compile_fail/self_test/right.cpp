// Nothing is wrong with this test: it must stay green, at every level.
// expect: weir: the message
// expect: int
// levels: none 0 1 2
template <class T>
struct Checked {
    static_assert(sizeof(T) == 1, "weir: the message");
};
#ifdef TWIN
template struct Checked<char>;
#else
template struct Checked<int>;
#endif
