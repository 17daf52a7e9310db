# How everything is compiled: C++20, warnings are errors, mold and ccache where they are.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(CCACHE ccache)
if(CCACHE)
  # What is missing is not preprocessed first (DEPEND). The sloppiness is what precompiled headers ask for, and as these are large they
  # are known by their inodes.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_INODECACHE=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Werror)
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  # simdjson's fast parser is chosen when compiling; a package is for any machine (docs/decisions/0013).
  set(MUSUBI_CPU x86-64-v3 CACHE STRING "the oldest CPU that may run it, as -march names it")
  add_compile_options(-march=${MUSUBI_CPU})
endif()

set(MUSUBI_SANITIZE "" CACHE STRING "address, thread or empty")
if(MUSUBI_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(MUSUBI_SANITIZE STREQUAL "thread")
  # GCC 12 instruments a copy of keys beside what it then warns of (connectors/sql/table.cpp)
  add_compile_options(-fsanitize=thread -Wno-stringop-overflow)
  add_link_options(-fsanitize=thread)
endif()
option(MUSUBI_FUZZ "build the fuzz targets (clang)" OFF)
if(MUSUBI_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

include_directories(${CMAKE_SOURCE_DIR})  # includes read "core/text/fold.hpp", so the room shows
