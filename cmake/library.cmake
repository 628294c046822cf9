# The library: weir::weir leaves the level to each pipeline; weir::off, weir::timing and weir::trace set WEIR_LEVEL.

if(POLICY CMP0167)
    cmake_policy(SET CMP0167 NEW)   # Boost's own package file where CMake no longer brings FindBoost
endif()
find_package(Boost QUIET)
if(NOT Boost_FOUND OR NOT EXISTS "${Boost_INCLUDE_DIRS}/boost/hana/tuple.hpp")
    if(NOT TARGET Boost::headers)
        add_library(Boost::headers INTERFACE IMPORTED GLOBAL)
    endif()
    # v1.7.0; its own CMakeLists.txt is not run: a header is all that is wanted
    weir_fetch(hana libboost-dev https://github.com/boostorg/hana.git 07eadfb31eab29ca5548baae34e8d64e25a4c1a3
        SOURCE_SUBDIR no-cmake)
    target_include_directories(Boost::headers INTERFACE "${hana_SOURCE_DIR}/include")
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

add_library(weir INTERFACE)
add_library(weir::weir ALIAS weir)
target_compile_features(weir INTERFACE cxx_std_20)
target_include_directories(weir INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:include>")
target_link_libraries(weir INTERFACE Boost::headers Threads::Threads)   # Boost::headers is imported, so SYSTEM

set(weir_level_targets weir_off weir_timing weir_trace)   # the place in the list is the level
foreach(target IN LISTS weir_level_targets)
    list(FIND weir_level_targets ${target} level)
    string(REPLACE "weir_" "" name ${target})
    add_library(${target} INTERFACE)
    add_library(weir::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    target_link_libraries(${target} INTERFACE weir)
    target_compile_definitions(${target} INTERFACE WEIR_LEVEL=${level})
endforeach()
