// The message is the compiler's own.
// expect: int
// red: the first error is not a static assertion
#ifndef TWIN
int x = "weir: the message";
#endif
