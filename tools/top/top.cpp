#include "commands.hpp"
#include "support/numbers.hpp"
#include "support/output.hpp"
#include "support/style.hpp"
#include "top/screen.hpp"
#include "top/terminal.hpp"
#include "top/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

namespace weir_tool {

namespace {

using Clock = Watched::Clock;

struct TopOptions {
    std::vector<std::string> files;
    double interval = 1;
    std::uint64_t count = 0;  ///< blocks of plain lines; 0: until all processes have ended
};

void look_at(const AllWatched& all) {
    for (const auto& watched : all) watched->look();
}

/// What a key asks for. Whether to go on.
bool obey(char letter, const AllWatched& all, View& view) {
    if (view.help) {
        view.help = false;
        return letter != 'q';
    }
    if (letter >= '0' && letter <= '9') {
        const auto number = static_cast<std::size_t>(letter - '0');
        if (number <= all.size()) view.selected = number, view.scrolled = 0;
        return true;
    }
    switch (letter) {
    case 'q': return false;
    case 's': view.order = Order::share; break;
    case 'p': view.order = Order::p99; break;
    case 'v': view.order = Order::violations; break;
    case 'n': view.order = view.order == Order::run ? Order::name : Order::run; break;
    case ' ': view.paused = !view.paused; break;
    case '?':
    case 'h': view.help = true; break;
    default: break;
    }
    return true;
}

void show_screen(const AllWatched& all, Clock::duration interval, Style style) {
    Terminal terminal;
    View view;
    auto next_look = Clock::now() + interval;
    for (;;) {
        terminal.draw(make_screen(all, view, terminal.size(), style));
        const Event event = terminal.wait(next_look);
        switch (event.kind) {
        case Event::Kind::letter:
            if (!obey(event.letter, all, view)) return;
            break;
        case Event::Kind::up: view.scrolled -= view.scrolled > 0 ? 1 : 0; break;
        case Event::Kind::down: ++view.scrolled; break;
        case Event::Kind::hung_up: return;
        case Event::Kind::resized: break;
        case Event::Kind::none:
            if (!view.paused) look_at(all);
            next_look = Clock::now() + interval;
            break;
        }
    }
}

/// The width of plain lines: COLUMNS where it is set, as many as a report's otherwise.
std::size_t plain_width() {
    constexpr std::size_t usual = 100, least = 40, most = 1000;
    const char* columns = std::getenv("COLUMNS");
    const unsigned long long wanted = columns == nullptr ? 0 : std::strtoull(columns, nullptr, 10);
    return wanted == 0 ? usual : std::clamp<std::size_t>(wanted, least, most);
}

void print_blocks(const AllWatched& all, const TopOptions& options, Clock::duration interval, Style style) {
    Output out;
    for (std::uint64_t block = 1;; ++block) {
        // Of those that had ended before the first block there is nothing to wait for.
        const auto is_ended = [](const auto& watched) { return watched->ended(); };
        const bool all_ended = std::all_of(all.begin(), all.end(), is_ended);
        if (!all_ended) {
            std::this_thread::sleep_for(interval);
            look_at(all);
        }
        for (const auto& watched : all) {
            for (const std::string& line : make_block(*watched, Order::run, plain_width(), style))
                out.write(line + "\n");
            out.write("\n");
        }
        out.flush();
        if (block == options.count || std::all_of(all.begin(), all.end(), is_ended)) return;
    }
}

Exit top(const TopOptions& options) {
    AllWatched all;
    for (const std::string& file : options.files) all.push_back(std::make_unique<Watched>(file));
    const auto interval = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{options.interval});
    if (isatty(STDOUT_FILENO) != 0 && !terminal_is_dumb() && options.count == 0)
        show_screen(all, interval, style_of_output());
    else print_blocks(all, options, interval, style_of_output());
    return Exit::fine;
}

}  // namespace

void add_top(CLI::App& app, Run& run) {
    auto options = std::make_shared<TopOptions>();
    CLI::App* command = app.add_subcommand("top",
                                           "Watch running processes: each stage in the last interval and overall");
    command->add_option("FILE", options->files, "Recordings, live or ended")->required()->type_name("");
    command->add_option("--interval", options->interval, "Seconds from one look to the next (1)")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.05, 3600.0).description(""));
    command->add_option("--count", options->count, "Print so many looks as plain lines, then end")
        ->type_name("N")
        ->check(whole_number(1));
    command->footer(R"(On a terminal the screen is drawn anew at each look; ? shows the keys. Elsewhere, on a terminal
that is dumb, and with --count, each look is a block of plain lines, until all processes have ended.
The processes that are watched do not notice: their files are only read.

Examples:
  weir top /dev/shm/ingest-4711.weir
  weir top --interval 0.2 /dev/shm/*.weir
  weir top --count 1 run.weir | head)");
    command->callback([options, &run] { run = [options] { return top(*options); }; });
}

}  // namespace weir_tool
