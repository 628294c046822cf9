// The main of every unit test. A test that asserts nothing fails, and so does a program without a test.
#define CATCH_CONFIG_RUNNER
#include "support/catch.hpp"

#include <iostream>

int main(int argc, char** argv) {
    Catch::Session session;
    session.configData().warnings = Catch::WarnAbout::NoAssertions;
#if CATCH_VERSION_MAJOR == 2  // later ones see it themselves
    if (const int status = session.applyCommandLine(argc, argv); status != 0) return status;
    if (Catch::getAllTestCasesSorted(session.config()).empty()) {
        std::cerr << "expected a TEST_CASE in this program, found none\n";
        return 1;
    }
    return session.run();
#else
    return session.run(argc, argv);
#endif
}
