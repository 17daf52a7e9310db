-- How a held row was closed that nobody mended: superseded, by a newer whole list; discarded, by a steward, who says why. It stays.
alter table hub.quarantine add column closed text, add column closed_by text, add column closed_why text;
create index quarantine_discarded on hub.quarantine (connection, stream, key) where closed = 'discarded';
