# The target single_header: all of weir in one file, build/single_header/weir.hpp. As a part of another project it is made
# when somebody asks for it.
file(GLOB_RECURSE weir_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/weir/*.hpp")
set(weir_single_header "${PROJECT_BINARY_DIR}/single_header/weir.hpp")
set(weir_single_header_script "${PROJECT_SOURCE_DIR}/packaging/single_header.sh")
add_custom_command(OUTPUT "${weir_single_header}"
    COMMAND bash "${weir_single_header_script}" "${PROJECT_SOURCE_DIR}/include" "${weir_single_header}"
    DEPENDS ${weir_headers} "${weir_single_header_script}"
    COMMENT "Making the single header weir.hpp"
    VERBATIM)
if(WEIR_IS_TOP)
    set(all ALL)
endif()
add_custom_target(single_header ${all} DEPENDS "${weir_single_header}")
