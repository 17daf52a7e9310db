-- What sources say of contact points: a bounce, post that came back, an opt-out, a mail from the address itself.
create table master.contact_state (
  connection text not null,
  stream text not null,
  record_key text not null,
  fact text not null,
  key text,
  profile_id bigint,
  contact text,
  value text,
  shown text,
  state text,
  at timestamptz,
  source text,
  reason text
);
create unique index contact_state_key on master.contact_state (connection, stream, record_key, fact, md5(key));
create index contact_state_profile on master.contact_state (profile_id);
create index contact_state_value on master.contact_state using hash (value);

-- The word that counts for each contact point: an opt-out before all others, then what was said last, then the worse; a word without
-- a time counts as older than any with one.
create view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_state w
    where w.value = p.value and w.contact = p.kind
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;
