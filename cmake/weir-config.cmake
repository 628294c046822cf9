# find_package(weir): weir::weir, weir::off, weir::timing, weir::trace.
include(CMakeFindDependencyMacro)
if(POLICY CMP0167)
    cmake_policy(SET CMP0167 NEW)
endif()
find_dependency(Boost)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/weir-targets.cmake")
