#pragma once

/// The one place where weir's version stands; CMake reads it from here.
#define WEIR_VERSION_MAJOR 0
#define WEIR_VERSION_MINOR 1
#define WEIR_VERSION_PATCH 0
