#include "verify/checks.hpp"

#include <weir/layout/kept.hpp>
#include <weir/layout/run_record.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

namespace weir_tool {

namespace {

using weir::detail::load;
using weir::layout::Kept;
using weir::layout::KeyKind;
using weir::layout::RunEnd;
using weir::layout::RunRecord;
using weir::layout::Shard;

class RecordChecks {
public:
    RecordChecks(const CheckedShard& checked, Findings& findings)
        : checked_{checked}, schema_{checked.schema}, findings_{findings} {}

    void check_ring() {
        const std::uint64_t begun = load(checked_.shard.begun);
        const std::uint64_t ended = load(checked_.shard.ended);
        if (!protocol_holds("ended", offsetof(Shard, ended), begun, ended)) return;
        const std::uint64_t capacity = schema_.ring_capacity;
        if (capacity == 0) {
            if (ended != 0)
                findings_.add(name("ended"), checked_.offset + offsetof(Shard, ended), "0 without a ring", ended);
            return;
        }
        bool was_wide = true;  // upper halves at the ring's first slot belong to a record that was overwritten
        for (std::uint64_t slot = begun > capacity ? begun - capacity : 0; slot < ended; ++slot) {
            const std::uint64_t offset = schema_.shard.ring + slot % capacity * schema_.record_size;
            const RunRecord head = read<RunRecord>(offset);
            if ((head.flags & RunRecord::is_upper_halves) != 0) {
                if (!was_wide) fault("ring", slot, offset, "a run before its upper halves", "none");
                was_wide = false;
                continue;
            }
            was_wide = (head.flags & RunRecord::has_upper_halves) != 0;
            check_record("ring", slot, offset, head);
        }
    }

    void check_kept() {
        const std::uint64_t slot_size = Kept::size(schema_.record_size);
        for (std::uint64_t i = 0; i < schema_.kept_slowest; ++i) {
            const std::uint64_t offset = schema_.shard.kept + i * slot_size;
            const Kept kept = read<Kept>(offset);
            if (kept.sequence == 0) continue;
            if (kept.sequence % 2 != 0) {
                if (checked_.left == Left::closed)
                    fault("kept", i, offset, "a slot that was written to its end", "one that was not");
                continue;
            }
            check_one_kept(i, offset, kept);
        }
        const std::uint64_t capacity = schema_.kept_around;
        const std::uint64_t begun = load(checked_.shard.around_begun);
        const std::uint64_t ended = load(checked_.shard.around_ended);
        if (capacity == 0 || !protocol_holds("around_ended", offsetof(Shard, around_ended), begun, ended)) return;
        for (std::uint64_t n = begun > capacity ? begun - capacity : 0; n < ended; ++n) {
            const std::uint64_t slot = schema_.kept_slowest + n % capacity;
            const std::uint64_t offset = schema_.shard.kept + slot * slot_size;
            check_one_kept(slot, offset, read<Kept>(offset));
        }
    }

private:
    [[nodiscard]] std::string name(std::string_view member) const {
        return fmt::format("shard[{}].{}", checked_.number, member);
    }
    template <class Expected, class Found>
    void fault(std::string_view part, std::uint64_t slot, std::uint64_t offset, const Expected& expected,
               const Found& found) {
        findings_.add(fmt::format("shard[{}].{}[{}]", checked_.number, part, slot), checked_.offset + offset, expected,
                      found);
    }
    template <class T>
    [[nodiscard]] T read(std::uint64_t offset) const {
        T value;
        std::memcpy(&value, checked_.shard.at<char>(offset), sizeof value);
        return value;
    }

    /// Of a killed process the slots of one run, two at most, may have been begun and not ended.
    bool protocol_holds(std::string_view member, std::uint64_t offset, std::uint64_t begun, std::uint64_t ended) {
        const std::uint64_t most = checked_.left == Left::closed ? 0 : 2;
        if (begun >= ended && begun - ended <= most) return true;
        findings_.add(name(member), checked_.offset + offset, fmt::format("{}, as were begun", begun), ended);
        return false;
    }

    void check_record(std::string_view part, std::uint64_t slot, std::uint64_t offset, const RunRecord& head) {
        if (head.end > RunEnd::threw) fault(part, slot, offset, "an end of 0 to 2", static_cast<unsigned>(head.end));
        if (head.key_kind > KeyKind::unknown)
            fault(part, slot, offset, "a kind of key of 0 to 3", static_cast<unsigned>(head.key_kind));
        if (head.key_kind == KeyKind::name && head.key >= load(checked_.keys.count))
            fault(part, slot, offset, fmt::format("a key among {} names", load(checked_.keys.count)), head.key);
        if ((head.flags & ~RunRecord::has_upper_halves) != 0) fault(part, slot, offset, "flags of a run", head.flags);
        if (head.stage != RunRecord::no_stage && head.stage >= schema_.leaf_count)
            fault(part, slot, offset, fmt::format("a stage among {}", schema_.leaf_count), head.stage);
        if (head.end == RunEnd::ok && head.stage != RunRecord::no_stage)
            fault(part, slot, offset, "no stage at which a whole run ended", head.stage);
    }

    void check_one_kept(std::uint64_t slot, std::uint64_t offset, const Kept& kept) {
        const std::uint64_t record = offset + sizeof(Kept);
        const RunRecord head = read<RunRecord>(record);
        check_record("kept", slot, record, head);
        const bool wide = (head.flags & RunRecord::has_upper_halves) != 0;
        std::uint64_t total = 0;
        for (std::uint64_t leaf = 0; leaf < schema_.leaf_count; ++leaf) {
            const std::uint64_t at = record + sizeof(RunRecord) + leaf * sizeof(std::uint32_t);
            const std::uint64_t lower = read<std::uint32_t>(at);
            const std::uint64_t upper = wide ? read<std::uint32_t>(at + schema_.record_size) : 0;
            const std::uint64_t ns = upper << 32 | lower;
            const bool came = wide ? ns != ~std::uint64_t{0} : lower != RunRecord::not_run;
            if (came) total += ns;
        }
        if (total != kept.total)
            fault("kept", slot, offset, fmt::format("a total of {} ns, as its stages'", total), kept.total);
    }

    const CheckedShard& checked_;
    const weir::layout::Schema& schema_;
    Findings& findings_;
};

}  // namespace

void check_records(const CheckedShard& checked, Findings& findings) {
    if (checked.left == Left::live) return;
    RecordChecks checks{checked, findings};
    checks.check_ring();
    checks.check_kept();
}

}  // namespace weir_tool
