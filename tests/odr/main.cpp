// Two units of different levels in one program: each does what it was built for. FIRST and SECOND are their levels,
// where no flag counts as timing.
#include <cstdio>

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

int main() {
    for (int again = 0; again < 2; ++again) {  // in turns: what one leaves behind must not disturb the other
        expect("level of the first unit", FIRST, first_level());
        expect("level of the second unit", SECOND, second_level());
        expect("runs of the first unit", FIRST == 0 ? 0 : 10, first_runs());
        expect("runs of the second unit", SECOND == 0 ? 0 : 10, second_runs());
        expect("records of the first unit", FIRST == 2 ? 10 : 0, first_traced());
        expect("records of the second unit", SECOND == 2 ? 10 : 0, second_traced());
    }
    return failed;
}
