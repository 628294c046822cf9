#pragma once

// The door for hot code: stages, pipelines and policies, and nothing heavy.
#include <weir/pipeline/pipeline.hpp>
