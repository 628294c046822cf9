# `cpack -G DEB` in a build folder: weir_VERSION_ARCH.deb, the command, and libweir-dev_VERSION_all.deb, the headers.
if(NOT WEIR_IS_TOP OR NOT WEIR_INSTALL OR NOT TARGET weir_command)
    return()
endif()

set(WEIR_PACKAGE_MAINTAINER "weir maintainers <maintainers@weir.example>" CACHE STRING
    "Who answers for the Debian packages: to be set by who hands them out")
string(TIMESTAMP weir_package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)   # SOURCE_DATE_EPOCH, where that is set
set(packaging "${PROJECT_SOURCE_DIR}/packaging")
configure_file("${packaging}/debian/changelog.in" "${PROJECT_BINARY_DIR}/changelog" @ONLY)
set(doc_dir "${CMAKE_INSTALL_DATADIR}/doc")
foreach(package IN ITEMS weir:command libweir-dev:headers)
    string(REPLACE ":" ";" package "${package}")
    list(GET package 0 name)
    list(GET package 1 component)
    install(FILES "${packaging}/debian/copyright" "${PROJECT_BINARY_DIR}/changelog" DESTINATION "${doc_dir}/${name}"
        COMPONENT ${component})
endforeach()

set(CPACK_PACKAGE_NAME weir)
set(CPACK_PACKAGE_VENDOR weir)
set(CPACK_PACKAGE_CONTACT "${WEIR_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR TGZ)
set(CPACK_COMPONENTS_ALL command headers)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/cmake/compress_docs.cmake")   # Debian wants them so

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME weir)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HEADERS_PACKAGE_NAME libweir-dev)
set(CPACK_DEBIAN_HEADERS_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_HEADERS_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_HEADERS_PACKAGE_DEPENDS libboost-dev)
set(CPACK_DEBIAN_HEADERS_PACKAGE_SUGGESTS weir)
set(CPACK_DEBIAN_COMMAND_DESCRIPTION "The command weir reads the files that C++ programs built with weir write
while they run: reports, single runs, traces, comparisons and histories.")
set(CPACK_DEBIAN_HEADERS_DESCRIPTION "The headers: declare the stages of a pipeline as a list, call it like a
function, and learn which stage is slow, which is over its threshold, and
where the time goes.")
include(CPack)
