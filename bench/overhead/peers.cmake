# What others offer. weir_peer(NAME PACKAGES FOUND SOURCE [what to link]): measured where FOUND is true.

set(missing_peers "")
function(weir_peer name packages found source)
    if(found)
        message(STATUS "weir: the benches measure ${name}")
        target_sources(bench_overhead PRIVATE ${source})
        target_link_libraries(bench_overhead PRIVATE ${ARGN})
    else()
        message(STATUS "weir: the benches do not measure ${name}: not found (Debian: ${packages})")
        set(missing_peers "${missing_peers}    {\"${name}\", \"${packages}\"},\n" PARENT_SCOPE)
    endif()
endfunction()

configure_file(missing_peers.hpp.in "${CMAKE_CURRENT_BINARY_DIR}/missing_peers.hpp" @ONLY)
target_include_directories(bench_overhead PRIVATE "${CMAKE_CURRENT_BINARY_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
