// Processes that a test starts and sees the end of.
#pragma once

#include "support/catch.hpp"

#include <cstdio>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace weir_test {

/// How the process ends that calls `f`, as waitpid says: 0 where f returns. It ends without destructors.
template <class F>
int ending_of(F f) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        f();
        std::fflush(nullptr);
        _exit(0);
    }
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}

/// What `f` writes to stderr.
template <class F>
std::string stderr_of(F f) {
    std::fflush(stderr);
    std::FILE* const file = std::tmpfile();
    REQUIRE(file != nullptr);
    const int before = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    f();
    std::fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    std::string text;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return text;
}

}  // namespace weir_test
