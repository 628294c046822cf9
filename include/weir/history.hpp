#pragma once

// The door to trends: weir::find_trend(values) tells of a series, one value a build, where it changed, by how much, how
// sure that is, and what it has been doing since. The command `weir history` is made of it.
#include <weir/panel/history/find_trend.hpp>
