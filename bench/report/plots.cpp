#include "plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace bench {

namespace {

/// As gnuplot takes a text: in quotes, one of which is written twice. Without markup, for names hold < and _.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

std::string script_of(const Plot& plot, const std::filesystem::path& svg) {
    std::string script = fmt::format("set terminal svg size 720,440 noenhanced background rgb 'white'\nset output {}\n"
                                     "set title {}\nset xlabel {}\nset ylabel {}\nset key below\nset grid\n"
                                     "set yrange [*<0:*]\nset offsets 0.5, 0.5, 0, 0\n",
                                     quoted(svg.string()), quoted(plot.title), quoted(plot.x), quoted(plot.y));
    std::string lines, data;
    for (const Series& series : plot.series) {
        lines += fmt::format("{}'-' with linespoints title {}", lines.empty() ? "plot " : ", ", quoted(series.name));
        for (const auto& [x, y] : series.points) data += fmt::format("{} {}\n", x, y);
        data += "e\n";
    }
    return script + lines + "\n" + data;
}

}  // namespace

bool can_draw() { return std::system("command -v gnuplot >/dev/null 2>&1") == 0; }

bool draw(const Plot& plot, const std::filesystem::path& svg) {
    std::FILE* gnuplot = ::popen("gnuplot", "w");
    if (gnuplot == nullptr) return false;
    const std::string script = script_of(plot, svg);
    const bool written = std::fwrite(script.data(), 1, script.size(), gnuplot) == script.size();
    return ::pclose(gnuplot) == 0 && written;
}

}  // namespace bench
