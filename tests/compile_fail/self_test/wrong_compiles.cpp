// The wrong program compiles.
// expect: weir: the message
// red: the wrong program compiles
int main() { return 0; }
