# Run by CPack over what it will pack: a manual page and a changelog are compressed in a Debian package.
find_program(gzip gzip REQUIRED)
file(GLOB_RECURSE docs "${CPACK_TEMPORARY_DIRECTORY}/*/man/man*/*.[1-9]" "${CPACK_TEMPORARY_DIRECTORY}/*/doc/*/changelog")
foreach(doc IN LISTS docs)
    execute_process(COMMAND "${gzip}" -9n "${doc}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
