#!/bin/sh
# example_test.sh BUILD EXAMPLE COMPILER GENERATOR: installs the SDK into a folder of its own, builds the example with
# nothing else, and runs the contract kit on it.
set -eu
build=$1 example=$2 compiler=$3 generator=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/installed" --component sdk >"$work/log"
cp -R "$example" "$work/example"
cmake -S "$work/example" -B "$work/build" -G "$generator" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror" \
  -DCMAKE_PREFIX_PATH="$work/installed" >>"$work/log" ||
  { cat "$work/log"; exit 1; }
cmake --build "$work/build"
ctest --test-dir "$work/build" --output-on-failure --no-tests=error
