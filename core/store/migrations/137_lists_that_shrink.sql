-- Each list of a connection has its own alert that many are missing from it at once.
drop index hub.alert_open;
create unique index alert_open on hub.alert (connection, kind, (coalesce(stream, ''))) where resolved is null and kind <> 'notice';
