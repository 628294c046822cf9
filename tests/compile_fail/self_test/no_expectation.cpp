// Nobody said what the message must be.
// red: has no line '// expect: REGEX'
#ifndef TWIN
static_assert(sizeof(int) == 1, "weir: the message");
#endif
