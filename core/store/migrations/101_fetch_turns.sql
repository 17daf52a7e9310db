-- Each connection fetches for itself: what was named newly before what has failed (core/store/fetches.hpp).
drop index hub.fetch_due;
create index fetch_turn on hub.fetch (connection, (tries > 0), due);
