-- Stewards' words: what was said, by whom, when and why. An undoing is a word too and can be undone itself.

-- kind: decide, merge, split, pin, unpin, claim, unclaim, undo. said: as it was asked (customers' ids, a field's name, a receipt;
-- never a value). about: the word that an undoing, at whatever depth, is about; for all others their own id. counts: no undoing that
-- counts has taken it back.
create sequence identity.merge_event_id;
create table identity.merge_event (
  id bigint primary key,
  kind text not null,
  said text[] not null,
  who text not null,
  why text not null,
  at timestamptz not null,
  undoes bigint references identity.merge_event,
  about bigint not null references identity.merge_event,
  counts boolean not null default true
);
create index merge_event_about on identity.merge_event (about);

-- Each decision belongs to a word, which knows who, when and why.
insert into identity.merge_event (id, kind, said, who, why, at, about)
  select id, 'decide', array[verdict], who, why, at, id from identity.decision;
select setval('identity.merge_event_id', greatest((select max(id) from identity.decision), 1), exists (select from identity.decision));
alter table identity.decision add column event bigint references identity.merge_event;
update identity.decision set event = id;
alter table identity.decision alter column event set not null, drop column who, drop column why, drop column at;
create index decision_event on identity.decision (event);

-- The value that a steward pinned; keyed on the party that gives the customer its id. parts is null where a pin was taken off.
create table identity.pin (
  event bigint primary key references identity.merge_event,
  connection text not null,
  stream text not null,
  record_key text not null,
  party text not null,
  field text not null,
  parts text[]
);
create index pin_party on identity.pin (connection, stream, record_key);

-- Whose record an anonymous receipt is. The party's columns are null where the claim was taken back.
create table identity.claim (
  event bigint primary key references identity.merge_event,
  connection text not null,
  stream text not null,
  record_key text not null,
  of_connection text,
  of_stream text,
  of_record_key text,
  of_party text
);
create index claim_record on identity.claim (connection, stream, record_key);
create index claim_party on identity.claim (of_connection, of_stream, of_record_key);
