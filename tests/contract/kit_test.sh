#!/bin/sh
# kit_test.sh KIT MODULES SOURCES: every connector that was built must keep the contract on its fixture, and on each fixture-NAME beside
# it; every folder of SOURCES that has a CMakeLists.txt must have been built.
kit=$1 modules=$2 sources=$3 wrong=0 count=0
for folder in "$sources"/*/; do
  name=$(basename "$folder")
  [ -e "$folder/CMakeLists.txt" ] || continue
  [ -e "$modules/$name.so" ] || { echo "$name: $modules/$name.so was not built"; wrong=1; }
done
for module in "$modules"/*.so; do
  [ -e "$module" ] || continue
  name=$(basename "$module" .so)
  count=$((count + 1))
  echo "$name:"
  for fixture in "$sources/$name/fixture" "$sources/$name"/fixture-*/; do
    [ -e "$fixture" ] || [ "$fixture" = "$sources/$name/fixture" ] || continue
    case $fixture in *fixture) ;; *) echo "$(basename "$fixture"):" ;; esac
    "$kit" "$module" --fixture "$fixture" || wrong=1
  done
done
[ "$count" -gt 0 ] || { echo "no connector was built in $modules"; wrong=1; }
exit $wrong
