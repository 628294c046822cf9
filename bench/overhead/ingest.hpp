#pragma once

#include "result.hpp"

namespace bench {

/// Adds a table of what measuring adds to the example `ingest`, against off, or why it was not measured.
void add_ingest(bool quick, Result& result);

}  // namespace bench
