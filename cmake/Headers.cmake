# Tests are compiled fast rather than to run fast, and the headers that they share are read once (docs/decisions/0060). Each source still
# includes what it uses: clang and the sanitizers compile without this.
set(plain OFF)
if(MUSUBI_SANITIZE STREQUAL "" AND NOT MUSUBI_FUZZ)
  set(plain ON)
endif()
if(plain AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(plain_gcc ON)
endif()
option(MUSUBI_PCH "precompiled headers" ${plain_gcc})

set(test_options $<$<BOOL:${plain}>:-O0> $<$<BOOL:${plain}>:-g0>)

add_executable(headers_of_tests EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/headers.cpp)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/headers.cpp CONTENT "")
target_link_libraries(headers_of_tests PRIVATE GTest::gtest_main)
target_compile_options(headers_of_tests PRIVATE ${test_options})
target_compile_definitions(headers_of_tests PRIVATE FMT_SHARED)  # its headers are the same for those who link it and those who don't
if(MUSUBI_PCH)
  target_precompile_headers(headers_of_tests PRIVATE <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <cstdlib> <filesystem>
    <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant>
    <vector> <fmt/format.h> <gtest/gtest.h>)
endif()

# musubi_test_code(TARGET): programs of GoogleTest whose own code has little to do.
function(musubi_test_code target)
  target_compile_options(${target} PRIVATE ${test_options})
  target_compile_definitions(${target} PRIVATE FMT_SHARED)
  if(MUSUBI_PCH)
    target_precompile_headers(${target} REUSE_FROM headers_of_tests)
  endif()
endfunction()
