#include "html/page.hpp"

#include "support/exit.hpp"

#include <cstddef>

namespace weir_tool {

namespace {

constexpr std::string_view place = "WEIR-DATA-HERE";

constexpr const char* no_page =
    "html: this weir was built without its page. Where Node.js 18 or newer and npm are installed (Debian: nodejs npm) "
    "and "
    "npm reaches its registry, run cmake again and build; or give cmake -DWEIR_PAGE_TEMPLATE=FILE with the file "
    "tools/page/template.html of a build that has it";

}  // namespace

std::string script_json(const nlohmann::json& data) {
    const std::string plain = data.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    std::string escaped;
    escaped.reserve(plain.size());
    for (const char c : plain) switch (c) {  // outside of strings JSON has none of these
        case '<': escaped += "\\u003c"; break;
        case '>': escaped += "\\u003e"; break;
        case '&': escaped += "\\u0026"; break;
        default: escaped += c;
        }
    return escaped;
}

PageTemplate::PageTemplate(std::string_view text) {
    if (text.empty()) throw Unusable{no_page};
    const std::size_t at = text.find(place);
    if (at == std::string_view::npos || text.find(place, at + 1) != std::string_view::npos)
        throw Unusable{"html: expected a page with one place for its data, found another file: give cmake "
                       "-DWEIR_PAGE_TEMPLATE=FILE the file tools/page/template.html of a build of this version"};
    before = text.substr(0, at);
    after = text.substr(at + place.size());
}

}  // namespace weir_tool
