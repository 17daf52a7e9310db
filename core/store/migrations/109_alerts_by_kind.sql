-- Each kind of alert has a life of its own: none keeps another of its connection quiet.
drop index hub.alert_open;
create unique index alert_open on hub.alert (connection, kind) where resolved is null and kind <> 'notice';
