// The macros that LTTng asks of the one file that holds its probes.
// NOLINTBEGIN(readability-identifier-naming)
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
// NOLINTEND(readability-identifier-naming)
#include "lttng_provider.hpp"
