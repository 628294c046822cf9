#include "ingest.hpp"

#include "bounds.hpp"
#include "ingest/error.hpp"
#include "ingest/inflate.hpp"
#include "ingest/load.hpp"
#include "ingest/source.hpp"
#include "ingest/words.hpp"
#include "statistics.hpp"

#include <weir/weir.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <memory>
#include <random>

namespace bench {

namespace {

using namespace weir::literals;
using ingest::Source;

/// As the example has it, but for the level.
template <class Level>
using Pipeline = weir::Pipeline<ingest::Load, ingest::Inflate, ingest::Decode, ingest::Tokenize, ingest::Count,
                                weir::Name<"ingest">, weir::Threshold<100_ms>, Level>;

/// The same calls by hand.
struct ByHand {
    ingest::Load load;
    ingest::Inflate inflate;
    ingest::Decode decode;
    ingest::Tokenize tokenize;
    ingest::Count count;

    void operator()(const weir::Key&, const Source& source) {
        const ingest::FileBytes bytes = load(source);
        const ingest::Inflated inflated = inflate(bytes);
        const ingest::Text text = decode(inflated);
        count(tokenize(text));
    }
};

using Ingest = std::function<void(const weir::Key&, const Source&)>;

constexpr std::array<const char*, 4> names{"bare", "off", "timing", "trace"};
constexpr std::size_t off = 1, timing = 2;

template <class T>
Ingest made() {
    return [made = std::make_shared<T>()](const weir::Key& key, const Source& source) { (*made)(key, source); };
}
Ingest make(std::size_t variant) {
    switch (variant) {
    case 0: return made<ByHand>();
    case 1: return made<Pipeline<weir::Off>>();
    case 2: return made<Pipeline<weir::Timing>>();
    default: return made<Pipeline<weir::Trace<>>>();
    }
}

/// Processor time of the calling thread, in microseconds.
double microseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

/// Files that can be ingested: an error costs the same at each level, and much.
std::vector<Source> good_files(std::size_t limit) {
    ingest::Sources sources = ingest::default_sources();
    ingest::thin_out(sources, limit);
    ByHand by_hand;
    std::erase_if(sources.files, [&](const Source& source) {
        try {
            by_hand(weir::Key{}, source);
            return false;
        } catch (const ingest::IngestError&) { return true; }
    });
    return sources.files;
}

/// Microseconds of each file in each repetition, of each variant.
using FileTimes = std::array<std::vector<std::vector<double>>, names.size()>;

/// Each variant takes each file in turn, in an order drawn at random; and each repetition makes them anew, in such an
/// order too, so that where their memory lies is no variant's advantage.
FileTimes measure(const std::vector<Source>& files, int repetitions) {
    FileTimes times;
    times.fill(std::vector<std::vector<double>>(files.size()));
    std::mt19937 random{1};
    std::array<std::size_t, names.size()> order{};
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    ByHand warm;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        std::array<Ingest, names.size()> variants;
        std::shuffle(order.begin(), order.end(), random);
        for (const std::size_t variant : order) variants[variant] = make(variant);
        for (std::size_t file = 0; file < files.size(); ++file) {
            const std::string kind = ingest::kind_of(files[file].path);
            std::shuffle(order.begin(), order.end(), random);
            warm(weir::Key{kind}, files[file]);  // untimed, for whoever is first would pay for cold memory
            for (const std::size_t variant : order) {
                const double start = microseconds();
                variants[variant](weir::Key{kind}, files[file]);
                times[variant][file].push_back(microseconds() - start);
            }
        }
    }
    return times;
}

/// Of all files together: what the variant took more than off did.
double added_to_off(const FileTimes& times, std::size_t variant) {
    double sum = 0;
    for (std::size_t file = 0; file < times[off].size(); ++file) {
        std::vector<double> differences;
        for (std::size_t i = 0; i < times[off][file].size(); ++i)
            differences.push_back(times[variant][file][i] - times[off][file][i]);
        sum += median(differences);
    }
    return sum;
}

}  // namespace

void add_ingest(bool quick, Result& result) {
    const int repetitions = quick ? 3 : 61;
    const std::vector<Source> files = good_files(quick ? 20 : 300);
    if (files.empty()) {
        result.missing.push_back({"the example ingest", "no files in /usr/share/doc and /usr/include"});
        return;
    }
    const FileTimes times = measure(files, repetitions);
    double whole = 0;
    for (const std::vector<double>& of_file : times[off]) whole += median(of_file);
    Table table{"The example ingest",
                fmt::format("{} files, {} repetitions; against off = (variant - off) / off", files.size(), repetitions),
                {"Each file is taken by each variant in turn, in an order drawn at random. Added is the sum over the "
                 "files of the "
                 "medians of (variant - off), each within one repetition; what bare differs by is noise."},
                {"variant", "us added a file", "against off"},
                {}};
    for (std::size_t variant = 0; variant < names.size(); ++variant) {
        const double added = added_to_off(times, variant);
        table.rows.push_back({names[variant], fmt::format("{:+.3f}", added / static_cast<double>(files.size())),
                              fmt::format("{:+.3f} %", added / whole * 100)});
        result.measurements[fmt::format("ingest/{}", names[variant])] = {{"processor_us", times[variant]}};
    }
    table.rows[off][1] = fmt::format("(takes {:.2f})", whole / static_cast<double>(files.size()));
    result.tables.push_back(table);
    const double share = added_to_off(times, timing) / whole;
    add_bound({"timing, added to off", "the example ingest", share, 0.005, true}, result);
}

}  // namespace bench
