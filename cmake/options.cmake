# What is built, and how. As a part of another project, weir is its headers and nothing more.

string(COMPARE EQUAL "${CMAKE_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}" WEIR_IS_TOP)

option(WEIR_BUILD_TESTS "Build weir's tests" ${WEIR_IS_TOP})
option(WEIR_BUILD_BENCH "Build weir's benchmarks" ${WEIR_IS_TOP})
option(WEIR_BUILD_EXAMPLES "Build weir's examples" ${WEIR_IS_TOP})
option(WEIR_BUILD_TOOLS "Build the weir command" ${WEIR_IS_TOP})
option(WEIR_INSTALL "Install weir's headers and CMake package" ${WEIR_IS_TOP})

set(WEIR_SANITIZE "" CACHE STRING "Sanitizer of weir's own programs: empty, thread, or address (address and undefined)")
set_property(CACHE WEIR_SANITIZE PROPERTY STRINGS "" thread address)
if(NOT WEIR_SANITIZE MATCHES "^(|thread|address)$")
    message(FATAL_ERROR "weir: WEIR_SANITIZE is '${WEIR_SANITIZE}', expected empty, thread or address")
endif()

option(WEIR_FUZZ "Build the fuzzer of what reads recordings, by clang, and run it for a minute as a test labelled fuzz" OFF)

if(WEIR_IS_TOP AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()
