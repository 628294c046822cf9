# cmake -DSOURCE=tools/page -DFOLDER=folder -DNPM=npm -P build.cmake: FOLDER/template.html. Where npm cannot bring the packages
# it is empty, and that is said; a fault in the sources ends the build.
foreach(name IN ITEMS package.json package-lock.json .npmrc tsconfig.json vite.config.ts index.html)
    configure_file("${SOURCE}/${name}" "${FOLDER}/${name}" COPYONLY)
endforeach()
file(REMOVE_RECURSE "${FOLDER}/src" "${FOLDER}/dist")
file(COPY "${SOURCE}/src" DESTINATION "${FOLDER}")

file(SHA256 "${SOURCE}/package-lock.json" wanted)
set(installed "")
if(EXISTS "${FOLDER}/npm.stamp")
    file(READ "${FOLDER}/npm.stamp" installed)
endif()
if(NOT installed STREQUAL wanted)
    execute_process(COMMAND "${NPM}" ci --fetch-retries=1 --fetch-timeout=60000 WORKING_DIRECTORY "${FOLDER}" TIMEOUT 300
        RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT status EQUAL 0)
        message("weir: npm could not bring what the page of weir html is built of, so the command is built without it. With "
                "a network run cmake again and build; or see WEIR_PAGE_TEMPLATE in docs/command.md. npm said:\n${said}")
        file(WRITE "${FOLDER}/failed" "")
        file(WRITE "${FOLDER}/template.html" "")
        return()
    endif()
    file(WRITE "${FOLDER}/npm.stamp" "${wanted}")
endif()
execute_process(COMMAND "${NPM}" run --silent build WORKING_DIRECTORY "${FOLDER}"
    RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "weir: the page of weir html does not build; to build without it: -DWEIR_PAGE=OFF\n${said}")
endif()
configure_file("${FOLDER}/dist/index.html" "${FOLDER}/template.html" COPYONLY)
file(TOUCH "${FOLDER}/template.html")
