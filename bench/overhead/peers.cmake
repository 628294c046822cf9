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

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(lttng_ust QUIET IMPORTED_TARGET lttng-ust)
endif()
weir_peer("LTTng-UST" "liblttng-ust-dev, lttng-tools" "${lttng_ust_FOUND}" "peers/lttng.cpp;peers/lttng_probes.cpp"
    PkgConfig::lttng_ust ${CMAKE_DL_LIBS})

find_package(spdlog QUIET)
weir_peer("spdlog, async" libspdlog-dev "${spdlog_FOUND}" peers/spdlog.cpp spdlog::spdlog)

find_path(sdt_include sys/sdt.h)
weir_peer("USDT" systemtap-sdt-dev "${sdt_include}" peers/usdt.cpp)

find_path(microprofile_include microprofile.h)
find_library(microprofile_library microprofile)
if(microprofile_include AND microprofile_library)
    set(microprofile_found TRUE)
endif()
weir_peer("microprofile" libmicroprofile-dev "${microprofile_found}" peers/microprofile.cpp ${microprofile_library})

configure_file(missing_peers.hpp.in "${CMAKE_CURRENT_BINARY_DIR}/missing_peers.hpp" @ONLY)
target_include_directories(bench_overhead PRIVATE "${CMAKE_CURRENT_BINARY_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
