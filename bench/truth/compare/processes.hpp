#pragma once

#include "work.hpp"

#include <weir/panel/report.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace truth {

/// A folder for recordings and for the files that they are made of, gone with the object. In memory where there is such.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// Copies texts of one size, packed, of this machine's documentation here; the path of a list of them.
    [[nodiscard]] std::string take_texts(std::size_t count) const;

private:
    std::string path_;
};

/// Runs `work` in a new process, this program anew, and reads what it recorded. Throws where it fails.
weir::Report record(const Folder& folder, Work work);

/// For the new process: the work that its arguments ask for. False where they ask for none.
bool do_work_asked_for(int count, char** arguments);

}  // namespace truth
