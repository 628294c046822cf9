# An overlay port of the clone that it lies in: vcpkg install weir --overlay-ports=path/to/weir/packaging/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(VCPKG_BUILD_TYPE release)   # headers are the same in both

vcpkg_cmake_configure(
    SOURCE_PATH "${SOURCE_PATH}"
    OPTIONS
        -DWEIR_BUILD_TESTS=OFF
        -DWEIR_BUILD_BENCH=OFF
        -DWEIR_BUILD_EXAMPLES=OFF
        -DWEIR_BUILD_TOOLS=OFF
        -DWEIR_INSTALL=ON)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME weir CONFIG_PATH share/cmake/weir)
vcpkg_fixup_pkgconfig()
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
