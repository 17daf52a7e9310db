-- The keys of each profile in one row, and match_key as their index by key alone: an entry of an index by profile for each of its seven
-- or more keys was a sixth of what PostgreSQL had to do for a first load.
-- A program of before writes keys to match_key alone: what it is writing is waited for, and by the column's new name it fails from now on.
select pg_advisory_xact_lock(19821, 2);
create table identity.held_keys (
  profile_id bigint primary key,
  hashes bigint[] not null
);
insert into identity.held_keys select profile_id, array_agg(hash order by hash) from identity.match_key group by profile_id order by profile_id;
alter table identity.match_key drop constraint match_key_pkey, add primary key (hash, profile_id);
drop index identity.match_key_hash;
alter table identity.match_key rename column hash to key_hash;
