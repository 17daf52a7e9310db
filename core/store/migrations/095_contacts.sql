-- The words that count on contact points. One mail that was refused for now (soft_bounced) is no word; the fifth within thirty days, without
-- a word between them that the address is alive, is: it bounces.
create view master.contact_word as
  select connection, stream, record_key, fact, key, contact, value, state, at, source, reason
  from master.contact_state where state <> 'soft_bounced'
  union all
  select s.connection, s.stream, s.record_key, s.fact, s.key, s.contact, s.value, 'bounced', s.at, s.source, s.reason
  from master.contact_state s
  where s.state = 'soft_bounced'
    and 5 <= (select count(*) from master.contact_state o
              where o.value = s.value and o.contact = s.contact and o.state = 'soft_bounced' and o.at <= s.at and o.at > s.at - interval '30 days'
                and not exists (select from master.contact_state alive
                                where alive.value = s.value and alive.contact = s.contact and alive.state = 'verified' and alive.at > o.at and alive.at <= s.at));

create or replace view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_word w
    where w.value = p.value and w.contact = p.kind
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;

-- Who is known by one contact alone holds another key from now on: those records are derived anew by the next run.
insert into source.pending (record_id, run, connection, stream, outcome, closes)
  select r.id, r.run, r.connection, r.stream, 'again', r.held
  from source.record r
  where exists (select from identity.profile p
                where p.connection = r.connection and p.stream = r.stream and p.record_key = r.key and p.kind = 'person' and not p.stub
                  and p.family is null and p.given is null and p.family_kana is null and p.given_kana is null
                  and coalesce(cardinality(p.phone), 0) + coalesce(cardinality(p.email), 0) = 1)
  order by r.id
  on conflict do nothing;
