#pragma once

#include <string>
#include <vector>

namespace bench {

/// The processor, its cores, whether the machine is a virtual one, the kernel.
std::string machine();

/// The load of the last minute, as the system tells it: what else ran while a bench did.
double load_of_last_minute();

/// Now, in UTC: 2026-11-23T22:57:34Z.
std::string date();

/// The cores this process may use.
std::vector<int> cores();

/// From here on the calling thread, and the threads it makes, run on this core only; false where that is not allowed.
bool pin_to(int core);

}  // namespace bench
