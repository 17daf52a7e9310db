#!/bin/sh
# bad_test.sh KIT MODULES SOURCES FIXTURE: each connector of SOURCES breaks the one rule that its first line names ("// rule N: why"), and
# the kit must say so of that rule and of no other.
kit=$1 modules=$2 sources=$3 fixture=$4 wrong=0
for source in "$sources"/*.c "$sources"/*.cpp; do
  name=$(basename "$source" | sed 's/\.[^.]*$//')
  rule=$(sed -n '1s|^// rule \([0-9]*\): .*|\1|p' "$source")
  said=$("$kit" "$modules/$name.so" --fixture "$fixture" 2>&1)
  code=$?
  broken=$(printf '%s\n' "$said" | sed -n 's/^FAIL *\([0-9]*\) .*/\1/p' | tr '\n' ' ')
  if [ "$code" != 1 ] || [ "$broken" != "$rule " ]; then
    printf '%s: rule %s should be broken, the kit says: %s (exit code %s)\n%s\n\n' "$name" "$rule" "$broken" "$code" "$said"
    wrong=1
  fi
done
exit $wrong
