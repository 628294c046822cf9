// Recordings that tests make.
#pragma once

#include "support/catch.hpp"

#include <weir/panel/verify.hpp>
#include <weir/record.hpp>

#include <cstdio>
#include <string>

#include <dirent.h>

namespace weir_test {

/// The recording, after a look at all of it.
inline weir::Recording checked(const std::string& path) {
    weir::Recording file = weir::open(path);
    for (const auto& finding : weir::verify(file).findings)
        FAIL_CHECK(path << ": " << finding.what << " (" << finding.where << "): expected " << finding.expected
                        << ", found " << finding.found);
    return file;
}

/// No file of this name, before and after.
struct Path {
    explicit Path(std::string name) : text{std::move(name)} { std::remove(text.c_str()); }
    Path(const Path&) = delete;
    Path& operator=(const Path&) = delete;
    ~Path() { std::remove(text.c_str()); }
    operator const std::string&() const noexcept { return text; }  // NOLINT(google-explicit-constructor)

    std::string text;
};

/// Names in a folder, for what should leave none behind.
inline std::size_t files_in(const std::string& folder) {
    DIR* const open = opendir(folder.c_str());
    REQUIRE(open != nullptr);
    std::size_t n = 0;
    while (const dirent* const entry = readdir(open))
        n += std::string{entry->d_name} != "." && std::string{entry->d_name} != "..";
    closedir(open);
    return n;
}

}  // namespace weir_test
