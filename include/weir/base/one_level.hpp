#pragma once

#include <weir/base/config.hpp>

// With WEIR_REQUIRE_ONE_LEVEL each translation unit puts a symbol that names its level into one section group that
// all of them share, and refers to that symbol. Of a group the linker keeps the first it meets, so a unit of another
// level is left referring to a symbol that is gone: an error whose text is the symbol's name. A weak symbol or an
// inline variable would not do: the linker takes any one of several without a word. Hidden and relative, the
// reference leaves nothing to the dynamic linker: a read-only address would be refused in position-independent
// programs.
#if defined(WEIR_REQUIRE_ONE_LEVEL)
#if !defined(WEIR_LEVEL)
#error "WEIR_REQUIRE_ONE_LEVEL needs WEIR_LEVEL: set it to 0, 1 or 2 in every translation unit"
#endif
// clang-format off
asm(".pushsection .weir_one_level,\"aG\",%progbits,weir_one_level,comdat\n"
    ".globl " WEIR_LEVEL_SYMBOL(WEIR_LEVEL) "\n"
    ".hidden " WEIR_LEVEL_SYMBOL(WEIR_LEVEL) "\n"
    WEIR_LEVEL_SYMBOL(WEIR_LEVEL) ": .byte 0\n"
    ".popsection\n"
    ".pushsection .weir_level,\"a\",%progbits\n"
    ".balign 8\n"
    ".quad " WEIR_LEVEL_SYMBOL(WEIR_LEVEL) " - .\n"
    ".popsection\n");
// clang-format on
#endif
