#pragma once

// Single runs, for readers that do not know the pipeline's type: all of them (panel::for_each_run), some of them
// (panel::select_runs), one in full (panel::RunDetails).
#include <weir/panel/run/run_selection.hpp>
#include <weir/panel/run/run_stream.hpp>
#include <weir/panel/run/run_view.hpp>
