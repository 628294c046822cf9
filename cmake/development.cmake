# What the programs of this repository share: warnings, sanitizers, the folder they go to, the packages they need.

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

set(weir_warning_flags -Wall -Wextra -Wconversion -Wshadow -Werror)
add_library(weir_warnings INTERFACE)
target_compile_options(weir_warnings INTERFACE ${weir_warning_flags})

# For every target below, third-party code built from source included: a sanitizer must see the whole program.
if(WEIR_SANITIZE STREQUAL "thread")
    set(sanitizer_flags -fsanitize=thread)
elseif(WEIR_SANITIZE STREQUAL "address")
    set(sanitizer_flags -fsanitize=address,undefined)
endif()
if(WEIR_SANITIZE)
    add_compile_options(${sanitizer_flags} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(${sanitizer_flags})
endif()

# weir_need(NAME WHAT_FOR DEBIAN_PACKAGE OPTION [find_package arguments...]): found, or a message that says what to do.
macro(weir_need name what_for debian_package option)
    find_package(${name} QUIET ${ARGN})
    if(NOT ${name}_FOUND)
        message(FATAL_ERROR "weir: ${what_for} need ${name}, which CMake did not find. Install it (Debian: "
                            "${debian_package}), add its place to CMAKE_PREFIX_PATH, or set ${option}=OFF")
    endif()
endmacro()

# weir_need_protozero(WHAT_FOR OPTION): the target weir_protozero. It is headers, without a package file of CMake's.
macro(weir_need_protozero what_for option)
    find_path(WEIR_PROTOZERO_INCLUDE_DIR protozero/pbf_builder.hpp)
    mark_as_advanced(WEIR_PROTOZERO_INCLUDE_DIR)
    if(NOT WEIR_PROTOZERO_INCLUDE_DIR)
        message(FATAL_ERROR "weir: ${what_for} need protozero, whose headers CMake did not find. Install it (Debian: "
                            "libprotozero-dev), set WEIR_PROTOZERO_INCLUDE_DIR to its include folder, or set ${option}=OFF")
    endif()
    if(NOT TARGET weir_protozero)
        add_library(weir_protozero INTERFACE)
        target_include_directories(weir_protozero SYSTEM INTERFACE "${WEIR_PROTOZERO_INCLUDE_DIR}")
    endif()
endmacro()

# weir_program(TARGET LIBRARY SOURCES...): a program that sees weir through LIBRARY (weir::weir, weir::trace ...).
function(weir_program target library)
    add_executable(${target} ${ARGN})
    target_link_libraries(${target} PRIVATE ${library} weir_warnings)
endfunction()

# weir_keep_optimised(TARGET): also under the address sanitizer, where optimised code takes thrice as long to compile. For what
# a run goes through, which an optimiser may take apart.
function(weir_keep_optimised target)
    if(WEIR_SANITIZE STREQUAL "address")
        target_compile_options(${target} PRIVATE -O1)
    endif()
endfunction()

# weir_starts_threads(RESULT SOURCE): the thread sanitizer has nothing to say to a program that starts none.
function(weir_starts_threads result source)
    file(STRINGS "${source}" includes REGEX "#include <thread>")
    set(${result} "${includes}" PARENT_SCOPE)
endfunction()
