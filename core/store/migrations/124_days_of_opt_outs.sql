-- latest_at: the end of the day of an opt-out that has a date alone. An opt-in of that day is not known to be later; deriving fills it.
-- No publisher meanwhile, and the tables in the order in which all write them.
select pg_advisory_xact_lock(19821, 2);
alter table master.contact_state add column latest_at timestamptz;
alter table master.consent add column latest_at timestamptz;

-- As before (118), with latest_at.
create or replace view master.contact_word as
  select connection, stream, record_key, fact, key, contact, value, state, at, source, reason, latest_at
  from master.contact_state where state <> 'soft_bounced'
  union all
  select s.connection, s.stream, s.record_key, s.fact, s.key, s.contact, s.value, 'bounced', s.at, s.source, s.reason, null
  from master.contact_state s
  where s.state = 'soft_bounced'
    and coalesce((select r.refusals from hub.refusal_rule r), 5) <=
        (select count(distinct (o.stream, o.record_key, o.fact, o.key, o.at)) from master.contact_state o
         where o.value = s.value and o.contact = s.contact and o.state = 'soft_bounced' and o.at <= s.at
           and o.at > s.at - make_interval(days => coalesce((select r.days from hub.refusal_rule r), 30))
           and not exists (select from master.contact_state alive
                           where alive.value = s.value and alive.contact = s.contact and alive.state = 'verified' and alive.at > o.at and alive.at <= s.at));

-- As before (105), but an opt-in lifts an opt-out of a date alone from the next day on.
create or replace view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_word w
    where w.value = p.value and w.contact = p.kind
      and not (w.state = 'opted_out'
               and exists (select from master.consent c
                           where c.value = w.value and c.contact = w.contact and c.answer = 'opt_in' and c.own_act and c.standing
                             and c.at > coalesce(w.latest_at, w.at)
                             and (c.contact not in ('email', 'address') or exists (select from hub.mailing_source m where m.connection = c.connection))))
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;
