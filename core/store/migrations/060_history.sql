-- Who changed a customer and which records moved between customers, so that its history can be told; and an index that finds
-- records which are only referred to so far.

alter table master.customer_history add column event bigint;
update master.customer_history h
  set event = (select e.id from identity.merge_event e where e.at <= h.at order by e.at desc, e.id desc limit 1)
  where h.run = 0;

-- One profile that left one customer and came to another. from_customer is null for a record that is new (it is not written
-- where that record alone makes a new customer), to_customer for one that no longer counts. event: the steward's word
-- behind it, null where a run did it.
create table identity.profile_move (
  id bigint generated always as identity primary key,
  profile_id bigint not null,
  from_customer bigint,
  to_customer bigint,
  run bigint not null,
  event bigint,
  at timestamptz not null
);
create index profile_move_from on identity.profile_move (from_customer) where from_customer is not null;
create index profile_move_to on identity.profile_move (to_customer) where to_customer is not null;

create index profile_stub on identity.profile (id) where stub;
