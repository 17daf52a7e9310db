# Headers that many sources include are read once for all targets of the same flags, and tests are compiled fast rather than to run
# fast (docs/decisions/0060). Each source still includes what it uses: clang and the sanitizers compile without this.
set(plain OFF)
if(MUSUBI_SANITIZE STREQUAL "" AND NOT MUSUBI_FUZZ)
  set(plain ON)
endif()
if(plain AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(plain_gcc ON)
endif()
option(MUSUBI_PCH "precompiled headers" ${plain_gcc})

add_compile_definitions(FMT_SHARED)  # its headers are the same for those who link it and those who don't
set(common_headers <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <cstdlib> <filesystem> <fstream> <functional> <map>
  <memory> <mutex> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
set(test_options $<$<BOOL:${plain}>:-O0> $<$<BOOL:${plain}>:-g0>)

# musubi_headers(TARGET [header…]): common headers for this target, and others of its flags.
function(musubi_headers target)
  if(MUSUBI_PCH)
    target_precompile_headers(${target} PRIVATE ${common_headers} ${ARGN})
  endif()
endfunction()

function(musubi_headers_of owner target)
  if(MUSUBI_PCH)
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# musubi_library_code(TARGET): rooms, plug-ins.
function(musubi_library_code target)
  musubi_headers_of(headers_of_libraries ${target})
endfunction()

# musubi_test_code(TARGET): programs of GoogleTest whose own code has little to do.
function(musubi_test_code target)
  target_compile_options(${target} PRIVATE ${test_options})
  musubi_headers_of(headers_of_tests ${target})
endfunction()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/headers.cpp CONTENT "")
add_library(headers_of_libraries OBJECT EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/headers.cpp)
musubi_headers(headers_of_libraries)
add_executable(headers_of_tests EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/generated/headers.cpp)
target_link_libraries(headers_of_tests PRIVATE GTest::gtest_main)
target_compile_options(headers_of_tests PRIVATE ${test_options})
musubi_headers(headers_of_tests <gtest/gtest.h>)

# GCC 12 sees in a std::string that it read before what isn't so, and warns.
set_source_files_properties(core/text/nfkc.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
