#pragma once

#include <string>
#include <vector>

namespace bench {

/// What each bench takes: `--quick` for a short try whose figures mean little, `--json=FILE` for its result.
struct Arguments {
    bool quick = false;
    std::string json;
    std::vector<std::string> others;
};

inline Arguments read_arguments(int count, char** values) {
    const std::string json = "--json=";
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string value = values[i];
        if (value == "--quick") arguments.quick = true;
        else if (value.starts_with(json)) arguments.json = value.substr(json.size());
        else arguments.others.push_back(value);
    }
    return arguments;
}

}  // namespace bench
