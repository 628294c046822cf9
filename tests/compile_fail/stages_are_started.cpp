// A pipeline of stages is started.
// expect: weir: only a pipeline of weir::Mark is started
// expect: 'w', 'o', 'r', 'd', 's'
// levels: none 0
#include <weir/weir.hpp>

int parse(int x) { return x; }
weir::Pipeline<weir::Stage<"parse", parse>, weir::Name<"words">> words;
#ifdef TWIN
int n = words(5);
#else
auto run = words.start();
#endif
