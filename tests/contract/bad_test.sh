#!/bin/sh
# bad_test.sh KIT MODULE SOURCE FIXTURE: the connector of SOURCE breaks the one rule that its first line names ("// rule N: why"),
# and the kit must say so of that rule and of no other.
rule=$(sed -n '1s|^// rule \([0-9]*\): .*|\1|p' "$3")
said=$("$1" "$2" --fixture "$4" 2>&1)
code=$?
printf '%s\n' "$said"
broken=$(printf '%s\n' "$said" | sed -n 's/^FAIL *\([0-9]*\) .*/\1/p' | tr '\n' ' ')
[ "$code" = 1 ] && [ -n "$rule" ] && [ "$broken" = "$rule " ] && exit 0
printf 'rule %s should be broken and no other; broken: %s(exit code %s)\n' "$rule" "$broken" "$code"
exit 1
