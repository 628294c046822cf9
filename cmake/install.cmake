# `cmake --install`, and then find_package(weir) or pkg-config in another project.
if(NOT WEIR_INSTALL)
    return()
endif()

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME headers)
set(weir_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/weir")

install(TARGETS weir ${weir_level_targets} EXPORT weir-targets)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/weir" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(EXPORT weir-targets NAMESPACE weir:: DESTINATION "${weir_package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/weir-config-version.cmake" COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_SOURCE_DIR}/cmake/weir-config.cmake" "${PROJECT_BINARY_DIR}/weir-config-version.cmake"
        DESTINATION "${weir_package_dir}")

# weir.pc leaves the level to each pipeline, weir-off.pc, weir-timing.pc and weir-trace.pc set it. The prefix is found from where
# the file lies, so that an installed tree may be moved.
set(weir_pc_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
file(RELATIVE_PATH weir_prefix_from_pc "/${weir_pc_dir}" "/")
string(REGEX REPLACE "/$" "" weir_prefix_from_pc "${weir_prefix_from_pc}")
set(weir_pc_name weir)
set(weir_pc_level "each pipeline's own")
set(weir_pc_define "")
configure_file("${PROJECT_SOURCE_DIR}/cmake/weir.pc.in" "${PROJECT_BINARY_DIR}/weir.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/weir.pc" DESTINATION "${weir_pc_dir}")
foreach(target IN LISTS weir_level_targets)
    list(FIND weir_level_targets ${target} level)
    string(REPLACE "_" "-" weir_pc_name ${target})
    string(REPLACE "weir_" "" weir_pc_level ${target})
    set(weir_pc_define " -DWEIR_LEVEL=${level}")
    configure_file("${PROJECT_SOURCE_DIR}/cmake/weir.pc.in" "${PROJECT_BINARY_DIR}/${weir_pc_name}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${weir_pc_name}.pc" DESTINATION "${weir_pc_dir}")
endforeach()

# What goes into what is installed, and under which licences.
configure_file("${PROJECT_SOURCE_DIR}/packaging/weir.spdx.json.in" "${PROJECT_BINARY_DIR}/weir.spdx.json" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/weir.spdx.json" DESTINATION "${CMAKE_INSTALL_DATADIR}/weir")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/weir")
install(FILES "${weir_single_header}" DESTINATION "${CMAKE_INSTALL_DATADIR}/weir" OPTIONAL)   # where it has been built
