// Two units of different levels in one program: each does what it was built for. The arguments are their levels,
// where no flag counts as timing.
#include <cstdio>
#include <cstdlib>

int first_level();
int first_runs();
int first_traced();
int second_level();
int second_runs();
int second_traced();

static int failed = 0;
static void expect(const char* what, int expected, int found) {
    if (expected == found) return;
    std::printf("FAILED %s: expected %d, found %d\n", what, expected, found);
    failed = 1;
}

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const int first = std::atoi(arguments[1]);
    const int second = std::atoi(arguments[2]);
    for (int again = 0; again < 2; ++again) {  // in turns: what one leaves behind must not disturb the other
        expect("level of the first unit", first, first_level());
        expect("level of the second unit", second, second_level());
        expect("runs of the first unit", first == 0 ? 0 : 10, first_runs());
        expect("runs of the second unit", second == 0 ? 0 : 10, second_runs());
        expect("records of the first unit", first == 2 ? 10 : 0, first_traced());
        expect("records of the second unit", second == 2 ? 10 : 0, second_traced());
    }
    return failed;
}
