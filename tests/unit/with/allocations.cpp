// The operator new that counts: each form of it, where there is no memory, and what its delete takes back.
#include "support/catch.hpp"
#include "support/sanitized.hpp"

#include <weir/with/allocations.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>

namespace {

using weir::detail::allocated_so_far;

template <class F>
weir::detail::AllocationCount counted(F&& f) {
    const auto before = allocated_so_far();
    f();
    return allocated_so_far() - before;
}
bool is(weir::detail::AllocationCount found, std::uint64_t allocations, std::uint64_t bytes) {
    return found.allocations == allocations && found.bytes == bytes;
}
/// Writes to all of it: a sanitizer would see what is too small.
void* filled(void* memory, std::size_t size) {
    if (memory != nullptr) std::memset(memory, 0x5a, size);
    return memory;
}
constexpr std::align_val_t wide{256};
bool is_wide(void* memory) { return reinterpret_cast<std::uintptr_t>(memory) % 256 == 0; }
// More than an object may have; read at run time, for the compilers know and warn.
const volatile std::size_t too_much = std::numeric_limits<std::size_t>::max() - 4096;

int handled = 0;
void handle() {
    ++handled;
    if (handled == 3) std::set_new_handler(nullptr);
}
void refuse() { throw std::bad_alloc{}; }

}  // namespace

TEST_CASE("each form counts a call and the bytes that were asked for") {
    CHECK(is(counted([] { ::operator delete(filled(::operator new(24), 24)); }), 1, 24));
    CHECK(is(counted([] { ::operator delete[](filled(::operator new[](25), 25)); }), 1, 25));
    CHECK(is(counted([] { ::operator delete (filled(::operator new(26), 26), std::size_t{26}); }), 1, 26));
    CHECK(is(counted([] { ::operator delete[](filled(::operator new[](27), 27), std::size_t{27}); }), 1, 27));
    CHECK(is(counted([] { ::operator delete(filled(::operator new(28, std::nothrow), 28), std::nothrow); }), 1, 28));
    CHECK(
        is(counted([] { ::operator delete[](filled(::operator new[](29, std::nothrow), 29), std::nothrow); }), 1, 29));
    const auto aligned = [](auto make, auto free) {
        void* const memory = make();
        CHECK(is_wide(memory));
        free(memory);
    };
    const auto count_aligned = [&](auto make, auto free) { return counted([&] { aligned(make, free); }).bytes; };
    CHECK(count_aligned([] { return filled(::operator new(30, wide), 30); },
                        [](void* p) { ::operator delete(p, wide); }) >= 30);
    CHECK(is(counted([] { ::operator delete(filled(::operator new(300, wide), 300), wide); }), 1, 300));
    CHECK(is(counted([] { ::operator delete[](filled(::operator new[](31, wide), 31), wide); }), 1, 31));
    CHECK(is(counted([] { ::operator delete (filled(::operator new(32, wide), 32), std::size_t{32}, wide); }), 1, 32));
    CHECK(
        is(counted([] { ::operator delete[](filled(::operator new[](33, wide), 33), std::size_t{33}, wide); }), 1, 33));
    CHECK(is(counted([] { ::operator delete(filled(::operator new(34, wide, std::nothrow), 34), wide, std::nothrow); }),
             1, 34));
    CHECK(is(counted(
                 [] { ::operator delete[](filled(::operator new[](35, wide, std::nothrow), 35), wide, std::nothrow); }),
             1, 35));
}

TEST_CASE("nothing is something of its own, and nullptr is freed") {
    void* const one = ::operator new(0);
    void* const two = ::operator new (0, std::align_val_t{1});
    CHECK(one != nullptr);
    CHECK(two != nullptr);
    CHECK(one != two);
    ::operator delete(one);
    ::operator delete (two, std::align_val_t{1});
    ::operator delete(nullptr);
    ::operator delete[](nullptr, wide);
}

TEST_CASE("where there is no memory: bad_alloc or nullptr, and nothing counted") {
    if (weir_test::sanitized) {
        SUCCEED("a sanitizer ends the program where it is asked for so much");
        return;
    }
    const auto found = counted([] {
        CHECK_THROWS_AS(::operator new(too_much), std::bad_alloc);
        CHECK_THROWS_AS(::operator new[](too_much), std::bad_alloc);
        CHECK_THROWS_AS(::operator new(too_much, wide), std::bad_alloc);
        CHECK_THROWS_AS(::operator new[](too_much, wide), std::bad_alloc);
        CHECK(::operator new(too_much, std::nothrow) == nullptr);
        CHECK(::operator new[](too_much, wide, std::nothrow) == nullptr);
    });
    CHECK(found.bytes < 4096);  // of the messages of the checks alone
}

TEST_CASE("the new handler is asked until it gives up, and may throw") {
    if (weir_test::sanitized) {
        SUCCEED("as above");
        return;
    }
    handled = 0;
    std::set_new_handler(handle);
    CHECK(::operator new(too_much, std::nothrow) == nullptr);
    CHECK(handled == 3);
    std::set_new_handler(refuse);
    CHECK(::operator new(too_much, std::nothrow) == nullptr);
    CHECK_THROWS_AS(::operator new(too_much, wide), std::bad_alloc);
    std::set_new_handler(nullptr);
}

TEST_CASE("what is nobody's is taken back") {
    const auto found = counted([] {
        const weir::detail::UncountedAllocations ours;
        ::operator delete(::operator new(64));
    });
    CHECK(is(found, 0, 0));
    CHECK(weir::detail::allocations_are_counted);
}
