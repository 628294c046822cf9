// Counts the words of thousands of files, packed or not, as a measured pipeline: one run a file.
#include "error.hpp"
#include "inflate.hpp"
#include "load.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "source.hpp"
#include "summary.hpp"
#include "words.hpp"

#include <weir/report.hpp>
#include <weir/weir.hpp>

#include <algorithm>
#include <iostream>
#include <new>

namespace ingest {

using namespace weir::literals;

using Ingest = weir::Pipeline<Load, Inflate, Decode, Tokenize, Count, weir::Name<"ingest">, weir::Threshold<100_ms>,
                              weir::Trace<65536>>;

/// Runs the pipeline on each file; how many were ingested.
std::size_t ingest_all(Ingest& ingest, const Sources& sources, Failures& failures) {
    std::uintmax_t bytes = 0;
    for (const Source& source : sources.files) bytes += source.size;
    Progress progress{sources.files.size(), bytes};
    std::size_t good = 0;
    for (const Source& source : sources.files) {
        const std::string kind = kind_of(source.path);
        try {
            ingest(weir::Key{kind}, source);
            ++good;
        } catch (const IngestError& error) { failures.add(error.fault, error.what()); } catch (const std::bad_alloc&) {
            failures.add(Fault::other, "not enough memory: " + printable(source.path));
        }
        progress.advance(source.size);
    }
    return good;
}

/// From the run records: Load captured which file a run was for.
std::vector<SlowFile> slowest_files(const Ingest& ingest, const Sources& sources) {
    constexpr std::size_t shown = 5;
    std::vector<SlowFile> slowest;
    for (const auto& run : ingest.trace()) {
        if (slowest.size() == shown && run.total() <= slowest.back().total) continue;
        const Source& source = sources.files.at(run.capture<Load>().file);
        slowest.push_back({printable(source.path),
                           {run.duration<Load>(), run.duration<Inflate>(), run.duration<Decode>(),
                            run.duration<Tokenize>(), run.duration<Count>()},
                           run.total()});
        std::stable_sort(slowest.begin(), slowest.end(),
                         [](const SlowFile& a, const SlowFile& b) { return a.total > b.total; });
        if (slowest.size() > shown) slowest.pop_back();
    }
    return slowest;
}

int run(const Options& options) {
    Sources sources = options.paths.empty() ? default_sources() : sources_at(options.paths);
    thin_out(sources, options.limit);
    for (const std::string& folder : sources.skipped_folders) std::cerr << "ingest: folder skipped: " << folder << "\n";
    if (sources.files.empty()) {
        std::cerr << "ingest: found no file; name files or folders that hold some\n";
        return 1;
    }
    std::cout << "taken: " << sources.description << "\n\n" << std::flush;

    Ingest ingest;
    Failures failures;
    const std::size_t good = ingest_all(ingest, sources, failures);

    if constexpr (Ingest::level == weir::off) std::cout << "measuring is compiled out: this was built at level off\n";
    else std::cout << weir::report(ingest);
    print_words(std::cout, ingest.stage<Count>());
    print_slowest(std::cout, {Load::name, Inflate::name, Decode::name, Tokenize::name, Count::name},
                  slowest_files(ingest, sources));
    std::cout << "\n" << good << (good == 1 ? " file" : " files") << " ingested, " << failures.count() << " failed\n";
    failures.print(std::cout);
    if (const std::size_t bad = ingest.stage<Decode>().bad_sequences; bad > 0)
        std::cout << "  " << bad << " sequences of bytes that are not UTF-8 in all\n";
    std::cout.flush();
    if (!std::cout) std::cerr << "ingest: the output could not be written\n";
    if (good == 0) std::cerr << "ingest: no file could be ingested: see above\n";
    return good > 0 && std::cout ? 0 : 1;
}

}  // namespace ingest

int main(int count, char** arguments) {
    const ingest::Options options = ingest::read_options(count, arguments);
    if (!options.error.empty()) {
        std::cerr << "ingest: " << options.error << "\n" << ingest::usage;
        return 2;
    }
    if (options.help) {
        std::cout << ingest::usage;
        return 0;
    }
    return ingest::run(options);
}
