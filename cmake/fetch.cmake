# What find_package did not find is fetched, where a network allows it: always this commit, whose name is its content's hash.
include(FetchContent)

# weir_fetch(NAME DEBIAN_PACKAGE REPOSITORY COMMIT [SOURCE_SUBDIR folder]): as a part of this build, or a message.
macro(weir_fetch name debian_package repository commit)
    message(STATUS "weir: no ${name} here (Debian: ${debian_package}), so it is fetched from ${repository}")
    FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${commit} ${ARGN})
    FetchContent_MakeAvailable(${name})
endmacro()
