// The twin, meant to be right, fails too.
// expect: weir: the message
// red: the right twin does not compile
static_assert(sizeof(int) == 1, "weir: the message");
