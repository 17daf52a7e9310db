kill "$(cat "$MUSUBI_FIXTURE_TMP/pid")"
