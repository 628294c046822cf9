#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace ingest {

struct Options {
    bool help = false;
    std::size_t limit = std::numeric_limits<std::size_t>::max();
    std::vector<std::filesystem::path> paths;
    std::string error;  ///< what is wrong with the command line; empty where nothing is
};

Options read_options(int count, const char* const* arguments);

inline constexpr const char* usage =
    "usage: ingest [--limit N] [FILE or FOLDER...]\n"
    "Counts the words of text files, packed ones (*.gz) among them, and reports where the time went.\n"
    "Without a file: the *.gz below /usr/share/doc and what is below /usr/include.\n"
    "  --limit N  take N files, evenly spread over those that were found\n"
    "  --help     this text\n"
    "  --         what follows are files, also where their names begin with -\n"
    "Exits with 0 where at least one file was ingested, 1 where none was, 2 where it was called wrongly.\n";

}  // namespace ingest
