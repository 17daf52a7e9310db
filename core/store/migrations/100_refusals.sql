-- How many mails refused for now, within how many days, make an address dead: `bounces` of musubi.yaml, by sync. No row: as ever.
create table hub.refusal_rule (
  one boolean primary key default true check (one),
  refusals int not null,
  days int not null
);

create or replace view master.contact_word as
  select connection, stream, record_key, fact, key, contact, value, state, at, source, reason
  from master.contact_state where state <> 'soft_bounced'
  union all
  select s.connection, s.stream, s.record_key, s.fact, s.key, s.contact, s.value, 'bounced', s.at, s.source, s.reason
  from master.contact_state s
  where s.state = 'soft_bounced'
    and coalesce((select r.refusals from hub.refusal_rule r), 5) <=
        (select count(*) from master.contact_state o
         where o.value = s.value and o.contact = s.contact and o.state = 'soft_bounced' and o.at <= s.at
           and o.at > s.at - make_interval(days => coalesce((select r.days from hub.refusal_rule r), 30))
           and not exists (select from master.contact_state alive
                           where alive.value = s.value and alive.contact = s.contact and alive.state = 'verified' and alive.at > o.at and alive.at <= s.at));

-- Withdrawals of consent on web pages that came before versions had a time (decision 0037) are the last word of their visitor, too.
update source.record set file_date = '9999-12-31 00:00:00+00'
  where stream = 'visitors' and file = '' and file_date is null and payload ->> 'consent' = 'no' and payload ->> 'visitor' = key;

-- As before (094), but an automatic reply is no inquiry, and answers none.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status) and f.outcome is distinct from '自動返信'
            and not exists (select from master.feedback b where b.connection = f.connection and b.stream = f.stream and b.record_key = f.record_key)
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where closed_at is null and not master.says_closed(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');
