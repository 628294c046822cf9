#pragma once

#include <weir/panel/stages.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::inline WEIR_ABI {

/// One of the last errors of a pipeline.
struct ErrorReport {
    std::string stage;             ///< the path of the stage that threw; empty where it is not known
    std::string key;               ///< of the run; empty where it had none
    std::string message;           ///< the exception's what(), at most 120 bytes of it
    bool cut = false;              ///< whether the message was longer
    std::int64_t started_utc = 0;  ///< the start of the run, nanoseconds since 1970
};

namespace panel {

namespace detail {

/// ticks * multiplier / 2^32, in parts: the product may need 128 bits, a type that -Wpedantic refuses.
constexpr std::uint64_t scaled(std::uint64_t ticks, std::uint64_t multiplier) noexcept {
    constexpr std::uint64_t low = 0xffff'ffff;
    const std::uint64_t th = ticks >> 32, tl = ticks & low, mh = multiplier >> 32, ml = multiplier & low;
    return ((th * mh) << 32) + th * ml + tl * mh + ((tl * ml) >> 32);
}

}  // namespace detail

/// Nanoseconds since 1970 at `ticks` of a pipeline's clock.
constexpr std::int64_t utc_of(const layout::ClockSchema& clock, std::uint64_t ticks) noexcept {
    const bool before = ticks < clock.epoch_ticks;
    const std::uint64_t distance = before ? clock.epoch_ticks - ticks : ticks - clock.epoch_ticks;
    const std::uint64_t ns = detail::scaled(distance, clock.multiplier);
    // Unsigned: of a damaged file it may wrap around.
    const auto epoch = static_cast<std::uint64_t>(clock.epoch_utc);
    return static_cast<std::int64_t>(before ? epoch - ns : epoch + ns);
}

/// A run's key as text: a name, a number in decimal, nothing, or "(dropped)" for a name that found no room.
inline std::string key_text(const layout::KeyTable* keys, layout::KeyKind kind, std::uint64_t key) {
    if (kind == layout::KeyKind::none) return {};
    if (kind == layout::KeyKind::number) return std::to_string(key);
    if (kind == layout::KeyKind::name && keys != nullptr &&
        key < std::min(weir::detail::load_acquire(keys->count), layout::KeyTable::capacity)) {
        const std::uint64_t offset = weir::detail::load(keys->entries[key].offset);
        const std::uint64_t size = weir::detail::load(keys->entries[key].size);
        if (offset + size <= layout::KeyTable::text_capacity) return valid_utf8({keys->text + offset, size});
    }
    return "(dropped)";
}

/// Copies the i-th error, from 0; false where it is gone, is being written, or was when its process was killed.
inline bool copy_error(const layout::Shared& shared, std::uint64_t i, layout::ErrorRecord& to) noexcept {
    const layout::ErrorRecord& written = shared.errors[i % layout::Shared::error_capacity];
    if (weir::detail::load_acquire(written.sequence) != 2 * (i + 1)) return false;
    to = written;
    weir::detail::acquire_fence();
    return weir::detail::load(written.sequence) == 2 * (i + 1);
}

/// What an exception said, as valid UTF-8.
inline std::string message_text(const layout::ErrorRecord& record) {
    std::string message = name_text(record.message);
    // The cut may have gone through a character, of which up to three bytes are left.
    while (record.cut != 0 && std::string_view{message}.ends_with(replacement_character))
        message.erase(message.size() - replacement_character.size());
    return message;
}

/// The errors that `shared` keeps, newest last. `stages` are those of the report; an error's stage is a
/// leaf's number.
inline std::vector<ErrorReport> make_errors(const Source& source, const std::vector<StageReport>& stages) {
    std::vector<ErrorReport> errors;
    if (source.schema == nullptr || source.shared == nullptr) return errors;
    std::vector<std::string_view> paths;
    for_each_leaf(stages, [&](const StageReport& stage) { paths.push_back(stage.path); });
    constexpr std::uint64_t capacity = layout::Shared::error_capacity;
    const std::uint64_t count = weir::detail::load_acquire(source.shared->error_count);
    for (std::uint64_t i = count > capacity ? count - capacity : 0; i < count; ++i) {
        layout::ErrorRecord record;
        if (!copy_error(*source.shared, i, record)) continue;
        ErrorReport error;
        if (record.stage < paths.size()) error.stage = paths[record.stage];
        error.key = key_text(source.keys, record.key_kind, record.key);
        error.message = message_text(record);
        error.cut = record.cut != 0;
        error.started_utc = utc_of(source.schema->clock, record.start);
        errors.push_back(std::move(error));
    }
    return errors;
}

}  // namespace panel

}  // namespace weir::inline WEIR_ABI
