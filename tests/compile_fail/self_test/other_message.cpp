// The message is not what is expected of it in the first error, though a later error has it.
// expect: weir: the message
// red: the first error does not match: weir: the message
#ifndef TWIN
static_assert(sizeof(int) == 1, "weir: something else");
static_assert(sizeof(int) == 1, "weir: the message");
#endif
