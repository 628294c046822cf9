#include "source.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <system_error>

namespace ingest {

namespace fs = std::filesystem;

namespace {

template <class Takes>
void add_folder(Sources& to, const fs::path& top, const Takes& takes) {
    std::vector<fs::path> folders{top};
    while (!folders.empty()) {
        const fs::path folder = std::move(folders.back());
        folders.pop_back();
        std::error_code error;
        fs::directory_iterator entries{folder, error};
        for (; !error && entries != fs::directory_iterator{}; entries.increment(error)) {
            std::error_code gone;  // a file may vanish while the folder is read: then it is none
            const fs::file_status status = entries->symlink_status(gone);
            if (fs::is_directory(status)) folders.push_back(entries->path());
            else if (fs::is_regular_file(status) && takes(entries->path())) {
                const std::uintmax_t size = entries->file_size(gone);
                to.files.push_back({0, entries->path(), gone ? 0 : size});
            }
        }
        if (error) to.skipped_folders.push_back(error.message() + ": " + printable(folder));
    }
}

void put_in_order(Sources& sources) {
    auto& files = sources.files;
    std::sort(files.begin(), files.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    const auto same = [](const Source& a, const Source& b) { return a.path == b.path; };
    files.erase(std::unique(files.begin(), files.end(), same), files.end());
    for (std::size_t i = 0; i < files.size(); ++i) files[i].number = static_cast<std::uint32_t>(i);
}

}  // namespace

Sources sources_at(const std::vector<fs::path>& paths) {
    Sources found;
    for (const fs::path& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            add_folder(found, path, [](const fs::path&) { return true; });
        } else {
            const bool regular = fs::is_regular_file(path, error);
            const std::uintmax_t size = regular ? fs::file_size(path, error) : 0;
            found.files.push_back({0, path, error ? 0 : size});
        }
    }
    put_in_order(found);
    found.description = std::to_string(found.files.size()) + (found.files.size() == 1 ? " file" : " files");
    return found;
}

Sources default_sources() {
    constexpr std::size_t enough = 1000;
    const fs::path documents = "/usr/share/doc", headers = "/usr/include";
    const auto is_packed = [](const fs::path& path) { return path.extension() == ".gz"; };
    Sources found;
    add_folder(found, documents, is_packed);
    const std::size_t packed = found.files.size();
    add_folder(found, headers, [](const fs::path&) { return true; });
    const std::size_t header_count = found.files.size() - packed;
    found.description = std::to_string(packed) + " files *.gz of " + documents.string() + ", " +
                        std::to_string(header_count) + " files of " + headers.string();
    if (found.files.size() < enough) {
        const std::size_t before = found.files.size();
        add_folder(found, documents, [&](const fs::path& path) { return !is_packed(path); });
        found.description += ", and, as these are fewer than " + std::to_string(enough) + ", " +
                             std::to_string(found.files.size() - before) + " other files of " + documents.string();
    }
    put_in_order(found);
    return found;
}

void thin_out(Sources& sources, std::size_t limit) {
    const std::size_t count = sources.files.size();
    if (count <= limit) return;
    for (std::size_t i = 0; i < limit; ++i) sources.files[i] = sources.files[i * count / limit];
    sources.files.resize(limit);
    for (std::size_t i = 0; i < limit; ++i) sources.files[i].number = static_cast<std::uint32_t>(i);
    sources.description = std::to_string(limit) + " of " + sources.description;
}

std::string kind_of(const fs::path& path) {
    const std::string extension = path.extension().string();
    if (extension.size() < 2) return "plain";
    const bool usual = extension.size() <= 9 && std::all_of(extension.begin() + 1, extension.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                       });
    return usual ? extension.substr(1) : "other";
}

std::string printable(const fs::path& path) {
    constexpr const char* digits = "0123456789ABCDEF";
    const std::string& name = path.native();
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const Sequence sequence = sequence_at(name, at);
        const auto first = static_cast<unsigned char>(name[at]);
        // C0, DEL and C1 drive a terminal.
        const bool control = first < 0x20 || first == 0x7F ||
                             (first == 0xC2 && sequence.length == 2 && static_cast<unsigned char>(name[at + 1]) < 0xA0);
        if (sequence.well_formed && !control) out += name.substr(at, sequence.length);
        else
            for (std::size_t i = at; i < at + sequence.length; ++i) {
                const auto byte = static_cast<unsigned char>(name[i]);
                out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            }
        at += sequence.length;
    }
    return out;
}

}  // namespace ingest
