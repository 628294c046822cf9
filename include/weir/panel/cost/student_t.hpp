#pragma once

#include <weir/base/config.hpp>

#include <array>

namespace weir::inline WEIR_ABI::panel {

/// The value that a variable of Student's t distribution is within, to both sides, in 95 % of all cases.
struct StudentT {
    double degrees_of_freedom;
    double value;
};
/// As Boost.Math has them, which a test holds them against. Its headers would take twice as long to compile as all else
/// behind weir/report.hpp.
inline constexpr std::array<StudentT, 33> student_t_table{{
    {1, 12.706205}, {2, 4.302653},  {3, 3.182446},  {4, 2.776445},  {5, 2.570582},   {6, 2.446912},  {7, 2.364624},
    {8, 2.306004},  {9, 2.262157},  {10, 2.228139}, {11, 2.200985}, {12, 2.178813},  {13, 2.160369}, {14, 2.144787},
    {15, 2.131450}, {16, 2.119905}, {17, 2.109816}, {18, 2.100922}, {19, 2.093024},  {20, 2.085963}, {21, 2.079614},
    {22, 2.073873}, {23, 2.068658}, {24, 2.063899}, {25, 2.059539}, {26, 2.055529},  {27, 2.051831}, {28, 2.048407},
    {29, 2.045230}, {30, 2.042272}, {40, 2.021075}, {60, 2.000298}, {120, 1.979930},
}};

/// That value; between those of the table that of fewer degrees, which is greater. O(table).
constexpr double student_t(double degrees_of_freedom) noexcept {
    double value = student_t_table.front().value;
    for (const StudentT& row : student_t_table)
        if (row.degrees_of_freedom <= degrees_of_freedom) value = row.value;
    return value;
}

}  // namespace weir::inline WEIR_ABI::panel
