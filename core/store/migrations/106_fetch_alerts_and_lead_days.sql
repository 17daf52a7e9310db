-- An alert about single records that cannot be fetched stands beside one about the connection's runs: neither hides the other.
drop index hub.alert_open;
create unique index alert_open on hub.alert (connection, (kind = 'fetch')) where resolved is null and kind <> 'notice';
