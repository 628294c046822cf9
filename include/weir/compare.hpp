#pragma once

// The door to comparisons: weir::compare(before, after) tells whether a pipeline became slower. Its sides are reports:
// weir::comparable(weir::open("run.weir")), or what weir::read_report (export/read_json.hpp) makes of JSON.
#include <weir/export/comparison_text.hpp>
#include <weir/panel/compare/comparable.hpp>
#include <weir/panel/compare/compare.hpp>
