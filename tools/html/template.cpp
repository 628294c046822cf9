#include "html/template.hpp"

#include <cstddef>

// The assembler takes the file as it is: as an array in C++ it would take a second to compile. WEIR_PAGE_FILE is empty
// where there is no page.
asm(".pushsection .rodata\n"
    ".global weir_page_begin\n"
    ".global weir_page_end\n"
    "weir_page_begin:\n"
    ".incbin \"" WEIR_PAGE_FILE "\"\n"
    "weir_page_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" const char weir_page_begin[], weir_page_end[];

namespace weir_tool {

std::string_view page_template() {
    return {weir_page_begin, static_cast<std::size_t>(weir_page_end - weir_page_begin)};
}

}  // namespace weir_tool
