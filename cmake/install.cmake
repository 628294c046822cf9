# `cmake --install`, and then find_package(weir) in another project.
if(NOT WEIR_INSTALL)
    return()
endif()

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(weir_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/weir")

install(TARGETS weir ${weir_level_targets} EXPORT weir-targets)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/weir" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(EXPORT weir-targets NAMESPACE weir:: DESTINATION "${weir_package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/weir-config-version.cmake" COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_SOURCE_DIR}/cmake/weir-config.cmake" "${PROJECT_BINARY_DIR}/weir-config-version.cmake"
        DESTINATION "${weir_package_dir}")
