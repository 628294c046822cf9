// A tracepoint provider in the form LTTng's documentation prescribes: this file is read several times.
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER weir_bench

#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "peers/lttng_provider.hpp"

#if !defined(WEIR_BENCH_LTTNG_PROVIDER) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define WEIR_BENCH_LTTNG_PROVIDER

#include <lttng/tracepoint.h>

LTTNG_UST_TRACEPOINT_EVENT(weir_bench, boundary, LTTNG_UST_TP_ARGS(int, number),
                           LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(int, number, number)))

#endif

#include <lttng/tracepoint-event.h>
