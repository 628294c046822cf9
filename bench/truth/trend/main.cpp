// Whether weir history finds the changes that are there, and no others: histories with a known truth, by the ten thousand.
//   truth_trend [--quick]      the section for the docs; 1 where a bound is not kept
//   truth_trend --heights      what flat series raise at each height: the table of panel/history/alarm.hpp
#include "figures.hpp"

#include <weir/history.hpp>

#include <cmath>
#include <cstdio>
#include <string_view>

namespace {

using namespace trend_truth;

constexpr std::size_t history = 60, first_step = 10, last_step = 50;
constexpr double step_size = 0.05, found_bound = 0.95, flat_bound = 1;

const Noise noises[] = {
    {"normal", Shape::normal, 0.02},
    {"t(3), heavy tails", Shape::heavy, 0.02},
    {"normal, 2 % outliers of 10 to 50 %", Shape::outliers, 0.02},
    {"normal, 1 % slow hosts: 3 builds of 10 to 30 %", Shape::slow_host, 0.02},
    {"normal, in buckets of 2.2 %", Shape::quantised, 0.02},
    {"neighbours correlated by 0.1", Shape::related, 0.02, 0.1},
    {"neighbours correlated by 0.2", Shape::related, 0.02, 0.2},
    {"neighbours correlated by 0.3", Shape::related, 0.02, 0.3},
};

/// For the others the bound on finding a step is missed, see what is printed below its table.
bool is_promised(const Noise& noise) { return noise.shape != Shape::slow_host && noise.r < 0.25; }

bool all_kept = true;

/// What is not promised is told all the same.
const char* verdict(bool is_kept, bool is_promised) {
    all_kept = all_kept && (is_kept || !is_promised);
    return is_kept ? "kept" : is_promised ? "**not kept**" : "**missed**";
}

constexpr const char* method =
    "Histories are made with a known truth and given to `weir::find_trend`, as `weir history show` does. A change is "
    "raised "
    "by the change-point model with the Mann-Whitney statistic, looked at after each build (Hawkins, Qiu and Kang "
    "2003; "
    "Hawkins and Deng 2010; Ross 2015), its height lowered by the correlation of neighbours that is found; its place "
    "is "
    "that of the least Huber loss, its size the shift of Hodges and Lehmann with their interval. MongoDB (Daly et al. "
    "2020, "
    "E-divisive means of Matteson and James 2014) and Hunter (Fleming et al. 2023) judge the whole history anew at "
    "each "
    "build, at a significance for one look; here the rate is that of who looks after every build.\n";

void print_flat(bool quick) {
    const std::size_t histories = quick ? 20 : 400, kept_builds = quick ? 1'000 : 10'000;
    constexpr std::size_t length = 5'000, young_length = 120, keep = 300;
    const double rate = weir::TrendOptions{}.false_changes;
    std::printf(
        "\n### Flat histories, looked at after each build\n\n"
        "%zu histories of %zu builds for each noise of 2 %%, and as many builds in young histories, of %zu. Bound: at "
        "most %.0f false change in 1,000 builds, in both. The last two columns: one history of %zu builds of which "
        "only the last %zu are kept: changes that the build just added raised, and different changes that any look "
        "showed, old ones among them. The last is more: with each build that is dropped all that is kept is judged "
        "from another start, so an old false change may come or go. What raises an alarm is the column before "
        "it.\n\n"
        "| noise | builds | false changes | in 1,000 builds | 97.5 %% sure: under | young: in 1,000 | bound | kept "
        "%zu: raised | shown |\n| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |\n",
        histories, length, young_length, flat_bound, kept_builds, keep, keep);
    std::uint64_t seed = 1'000;
    for (const Noise& noise : noises) {
        const Flat flat = watch_flat(noise, histories, length, rate, seed);
        const Flat young = watch_flat(noise, histories * length / young_length, young_length, rate, seed + 50'000);
        const Kept of_kept = watch_kept(noise, kept_builds, keep, seed + 77);
        // Of --quick what lies within two deviations of it passes.
        const double most = flat_bound +
                            (quick ? 2 * std::sqrt(flat_bound * 1e3 / static_cast<double>(flat.builds)) : 0);
        const bool is_kept = flat.per_thousand() <= most && young.per_thousand() <= most;
        std::printf("| %s | %llu | %llu | %.2f | %.2f | %.2f | %s | %.2f | %.2f |\n", noise.name.c_str(),
                    static_cast<unsigned long long>(flat.builds), static_cast<unsigned long long>(flat.raised),
                    flat.per_thousand(), flat.at_most(), young.per_thousand(), verdict(is_kept, noise.r < 0.25),
                    of_kept.raised.per_thousand(), of_kept.shown.per_thousand());
        seed += 100'000;
    }
}

void print_steps(bool quick) {
    const std::size_t histories = quick ? 200 : 4'000;
    std::printf(
        "\n### A step of 5 %% in 60 builds\n\n"
        "%zu histories for each noise of 2 %%, the step at a build from %zu to %zu, half of them for the better. "
        "Bound: found within 3 builds in at least %.0f %%. Size and place: how often the stated 95 %% interval holds "
        "the true one, where the step was found. Raised: builds from the step on until it was, in half and in nine "
        "tenths of them.\n\n"
        "| noise | found | bound | at the build | further off | missed | another besides | off by (builds) | size "
        "off by | size's interval holds | place's holds | raised after | called gradual | found, step at 20 to 40 |\n"
        "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        histories, first_step, last_step, found_bound * 100);
    std::uint64_t seed = 7;
    for (const Noise& noise : noises) {
        const Steps steps = find_steps(noise, histories, history, first_step, last_step, step_size, seed);
        const Steps middle = find_steps(noise, histories, history, 20, 40, step_size, seed + 50);
        ++seed;
        const auto found = static_cast<double>(steps.found);
        // Few histories are off by chance: of --quick what lies within two deviations of it passes.
        const double chance = quick ? 2 * std::sqrt(found_bound * (1 - found_bound) / static_cast<double>(histories))
                                    : 0;
        const bool is_found = steps.share(steps.found) >= found_bound - chance;
        std::printf(
            "| %s | %.1f %% | %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.2f | %.2f %% | %.1f %% | %.1f %% | "
            "%zu, %zu | %.1f %% | %.1f %% |\n",
            noise.name.c_str(), 100 * steps.share(steps.found), verdict(is_found, is_promised(noise)),
            100 * steps.share(steps.exact), 100 * steps.share(steps.further), 100 * steps.share(steps.missed),
            100 * steps.share(steps.more), steps.misplaced / found, 100 * steps.size_error / found,
            100 * steps.of_found(steps.covered), 100 * steps.of_found(steps.placed), steps.delay(0.5), steps.delay(0.9),
            100 * steps.of_found(steps.gradual), 100 * middle.share(middle.found));
    }
    std::printf(
        "\nWhere it is missed: three slow builds among the ten or fifteen on one side of a step leave too few that "
        "tell it, and builds that resemble their neighbours by 0.3 know half as much as their number says, so that "
        "a step of 2.5 deviations is seen, but its build is not told. Finding these too would "
        "take a lower height, and with it more false changes.\n");
}

void print_noises(bool quick) {
    const std::size_t histories = quick ? 200 : 4'000;
    std::printf(
        "\n### How much noise hides a step of 5 %%\n\n"
        "The same with normal noise. What is not found within 3 builds is mostly found further off: the step is "
        "there, its build is not told.\n\n"
        "| noise | found within 3 | further off | missed |\n| ---: | ---: | ---: | ---: |\n");
    double greatest = 0;
    bool still = true;
    for (const double deviation : {0.005, 0.01, 0.015, 0.02, 0.0225, 0.025, 0.03, 0.04, 0.05, 0.08}) {
        const Steps steps = find_steps({"", Shape::normal, deviation}, histories, history, first_step, last_step,
                                       step_size, 31);
        still = still && steps.share(steps.found) >= found_bound;
        if (still) greatest = deviation;
        std::printf("| %.2f %% | %.1f %% | %.1f %% | %.1f %% |\n", 100 * deviation, 100 * steps.share(steps.found),
                    100 * steps.share(steps.further), 100 * steps.share(steps.missed));
    }
    std::printf(
        "\nUp to a noise of %.2f %% from build to build 95 %% are found within 3 builds, of those tried; a step "
        "must be about %.1f times the noise.\n",
        100 * greatest, step_size / greatest);
}

void print_ends(bool quick) {
    const std::size_t histories = quick ? 200 : 2'000;
    std::printf(
        "\n### How soon, and how near to the start\n\n"
        "Normal noise of 2 %%, 60 builds. A change of any size takes 6 builds: five in a row may be a slow host.\n\n"
        "| step of | builds after it | found within 3 | | step of | builds before it | found within 3 |\n"
        "| ---: | ---: | ---: | --- | ---: | ---: | ---: |\n");
    for (const double size : {0.05, 0.1, 0.5})
        for (const std::size_t builds : {4U, 5U, 6U, 7U, 8U, 10U}) {
            const Noise noise{"", Shape::normal, 0.02};
            const Steps late = find_steps(noise, histories, history, history - builds, history - builds, size, 41);
            const Steps early = find_steps(noise, histories, history, builds, builds, size, 43);
            std::printf("| %.0f %% | %zu | %.1f %% | | %.0f %% | %zu | %.1f %% |\n", 100 * size, builds,
                        100 * late.share(late.found), 100 * size, builds, 100 * early.share(early.found));
        }
}

void print_drifts(bool quick) {
    const std::size_t histories = quick ? 100 : 1'000;
    std::printf(
        "\n### Drift\n\n"
        "60 builds that grow by the same share each, noise of 2 %%. Told: as a slope whose interval leaves 0 out, or "
        "as a change that is gradual and no step.\n\n"
        "| noise | a build | told | a step was seen | slope's 95 %% interval holds |\n| --- | ---: | ---: | ---: | "
        "---: |\n");
    for (const Noise& noise : {noises[0], noises[1], noises[6]})
        for (const double each : {0.0, 0.0005, 0.001, 0.002, 0.005}) {
            const Drifts drifts = find_drifts(noise, histories, history, each, 51);
            const auto all = static_cast<double>(drifts.histories);
            std::printf("| %s | %.2f %% | %.1f %% | %.1f %% | %.1f %% of %zu |\n", noise.name.c_str(), 100 * each,
                        100 * static_cast<double>(drifts.told) / all, 100 * static_cast<double>(drifts.steps) / all,
                        drifts.slopes == 0
                            ? 0.0
                            : 100 * static_cast<double>(drifts.covered) / static_cast<double>(drifts.slopes),
                        drifts.slopes);
        }
}

/// A scan starts anew where it raised something, so each height is simulated by itself.
void print_heights() {
    for (const double rate : {1e-2, 1e-3, 1e-4, 1e-5})
        for (const Noise& noise : noises) {
            const Flat flat = watch_flat(noise, rate < 5e-4 ? 2'000 : 200, 5'000, rate, 9'000'000);
            std::printf("height %.3f for %.0e: %s: %.2e +- %.0e a build\n", weir::panel::history::alarm_height(rate),
                        rate, noise.name.c_str(), flat.per_thousand() / 1e3,
                        std::sqrt(static_cast<double>(flat.raised)) / static_cast<double>(flat.builds));
            std::fflush(stdout);
        }
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view option = argc > 1 ? argv[1] : "";
    if (option == "--heights") {
        print_heights();
        return 0;
    }
    if (argc > 2 || (argc == 2 && option != "--quick")) {
        std::fprintf(stderr, "expected --quick, --heights or nothing, found %s\n", argv[1]);
        return 2;
    }
    const bool quick = option == "--quick";
    std::printf("## Is it drifting\n\n%s", method);
    print_flat(quick);
    print_steps(quick);
    print_noises(quick);
    print_ends(quick);
    print_drifts(quick);
    return all_kept ? 0 : 1;
}
