-- again: when a key is to be fetched once more that was named again while it waited to be fetched.
alter table hub.fetch add column again timestamptz;
