-- Alerts about people: an automatic answer says that somebody left or moved. One stays open as long as the proposal does, and names the
-- customer and the record; what it says stands in master.proposal alone.
alter table hub.alert add column stream text, add column record_key text, add column customer_id bigint;
drop index hub.alert_open;
create unique index alert_open on hub.alert (connection) where resolved is null and kind <> 'notice';
create unique index alert_notice on hub.alert (connection, stream, md5(record_key)) where resolved is null and kind = 'notice';
