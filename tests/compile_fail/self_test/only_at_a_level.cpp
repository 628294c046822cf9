// Refused at one of the two levels that are asked for.
// expect: weir: the message
// levels: 0 1
// red: level 1\): the wrong program compiles
#if !defined(TWIN) && WEIR_LEVEL == 0
static_assert(sizeof(int) == 1, "weir: the message");
#endif
