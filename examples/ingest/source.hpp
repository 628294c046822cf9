#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// A file that is to be ingested.
struct Source {
    std::uint32_t number = 0;  ///< its place in the list: what a run record keeps of it
    std::filesystem::path path;
    std::uintmax_t size = 0;  ///< as it was found, for the progress bar; 0 where it is not known
};

struct Sources {
    std::vector<Source> files;
    std::vector<std::string> skipped_folders;  ///< those that could not be read, each with the reason
    std::string description;                   ///< what was taken, in words
};

/// The files at these paths: a folder stands for all regular files in it and below, sorted; symbolic links in folders
/// are not followed, so no loop is ever walked. Whatever else a path names is taken as it is and fails when it is
/// loaded.
Sources sources_at(const std::vector<std::filesystem::path>& paths);

/// Packed documentation and headers, which most machines with a compiler have in plenty.
Sources default_sources();

/// At most `limit` of them, evenly spread.
void thin_out(Sources& sources, std::size_t limit);

/// What runs are keyed by: the extension, without its dot, or a word in place of it. Short, and printable ASCII.
std::string kind_of(const std::filesystem::path& path);

/// A path for a terminal: what is no UTF-8 or a control character is shown as \xHH.
std::string printable(const std::filesystem::path& path);

}  // namespace ingest
