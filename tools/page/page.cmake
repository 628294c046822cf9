# weir_page_file: the page that `weir html` writes its data into, built by Node.js from the TypeScript here, or empty where
# that cannot be. Nothing is written to the source folder.
option(WEIR_PAGE "Build the page of weir html, where Node.js and npm are there" ON)
set(WEIR_PAGE_TEMPLATE "" CACHE FILEPATH "The page as another build made it, in the place of building it")

if(WEIR_PAGE_TEMPLATE)
    if(NOT EXISTS "${WEIR_PAGE_TEMPLATE}")
        message(FATAL_ERROR "weir: WEIR_PAGE_TEMPLATE is ${WEIR_PAGE_TEMPLATE}, expected a file that is there: the "
                            "tools/page/template.html of a build that has it, or nothing")
    endif()
    set(weir_page_file "${WEIR_PAGE_TEMPLATE}")
    return()
endif()

set(weir_page_folder "${CMAKE_CURRENT_BINARY_DIR}/page")
set(weir_page_file "${weir_page_folder}/template.html")
set(why "WEIR_PAGE is OFF")
if(WEIR_PAGE)
    find_program(WEIR_NODE node)
    find_program(WEIR_NPM npm)
    mark_as_advanced(WEIR_NODE WEIR_NPM)
    set(why "")
    if(NOT WEIR_NODE OR NOT WEIR_NPM)
        set(why "Node.js and npm were not found (Debian: nodejs npm)")
    else()
        execute_process(COMMAND "${WEIR_NODE}" --version OUTPUT_VARIABLE node_version ERROR_QUIET
            OUTPUT_STRIP_TRAILING_WHITESPACE)
        string(REGEX REPLACE "^v" "" node_version "${node_version}")
        if(node_version VERSION_LESS 18)
            set(why "Node.js 18 or newer is needed, found '${node_version}'")
        endif()
    endif()
endif()
if(why)
    message(STATUS "weir: ${why}, so weir html is built without its page; or give -DWEIR_PAGE_TEMPLATE=FILE with one that "
                   "another build made")
    file(CONFIGURE OUTPUT "${weir_page_file}" CONTENT "")   # touches nothing where it is empty already
    return()
endif()

# What could not be built is tried again after each run of cmake, not at each build: without a network that takes a while.
if(EXISTS "${weir_page_folder}/failed")
    file(REMOVE "${weir_page_folder}/failed" "${weir_page_file}")
elseif(EXISTS "${weir_page_file}")
    file(SIZE "${weir_page_file}" size)
    if(size EQUAL 0)
        file(REMOVE "${weir_page_file}")
    endif()
endif()
file(GLOB weir_page_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/src/*")
set(weir_page_inputs package.json package-lock.json .npmrc tsconfig.json vite.config.ts index.html)
list(TRANSFORM weir_page_inputs PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
add_custom_command(OUTPUT "${weir_page_file}"
    COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${CMAKE_CURRENT_LIST_DIR}" "-DFOLDER=${weir_page_folder}" "-DNPM=${WEIR_NPM}"
            -P "${CMAKE_CURRENT_LIST_DIR}/build.cmake"
    DEPENDS ${weir_page_inputs} ${weir_page_sources} "${CMAKE_CURRENT_LIST_DIR}/build.cmake"
    COMMENT "Building the page of weir html" VERBATIM)
