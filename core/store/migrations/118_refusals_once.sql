-- As before (100), but the report of one refused mail that lies in two mailboxes, each of them a connection, is one refusal.
create or replace view master.contact_word as
  select connection, stream, record_key, fact, key, contact, value, state, at, source, reason
  from master.contact_state where state <> 'soft_bounced'
  union all
  select s.connection, s.stream, s.record_key, s.fact, s.key, s.contact, s.value, 'bounced', s.at, s.source, s.reason
  from master.contact_state s
  where s.state = 'soft_bounced'
    and coalesce((select r.refusals from hub.refusal_rule r), 5) <=
        (select count(distinct (o.stream, o.record_key, o.fact, o.key, o.at)) from master.contact_state o
         where o.value = s.value and o.contact = s.contact and o.state = 'soft_bounced' and o.at <= s.at
           and o.at > s.at - make_interval(days => coalesce((select r.days from hub.refusal_rule r), 30))
           and not exists (select from master.contact_state alive
                           where alive.value = s.value and alive.contact = s.contact and alive.state = 'verified' and alive.at > o.at and alive.at <= s.at));
