-- What customers asked, said or complained of, by whatever door it came, each once; waits: whether it is ours to answer. An inquiry that was
-- taken back is none, nor what a program answered.
create view master.inquiry as
  select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status,
    not master.says_closed(f.status) and not master.says_customers_turn(f.status) as waits
  from master.activity_now f join identity.profile p on p.id = f.profile_id
  where master.says_inbound(f.direction) and master.says_a_person(f.outcome)
    and (f.thread is null or not exists (select from master.activity w
                                         where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し'))
    and not exists (select from master.feedback b where b.stream = f.stream and b.record_key = f.record_key
                    and (b.connection = f.connection or f.thread is not null))
  union all
  select customer_id, at, category, subject, body, staff, status,
    (closed_at is null or master.says_open(status)) and not master.says_closed(status) and not master.says_customers_turn(status)
  from api.feedback;

-- As before (134).
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, master.local_time(now())::date - master.local_time(i.at)::date as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from master.inquiry i join api.customer c on c.id = i.customer_id
  where i.waits
    and not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');

-- As before (117), but whoever asked has asked, whether it is kept as an activity or as feedback.
create or replace view api.stage as
  select c.id as customer_id, c.name, s.number,
    (array['potential', 'prospect', 'qualified', 'negotiation', 'won', 'repeat'])[s.number] as stage,
    (array['潜在', '見込', '商談可能', '営業', '受注', 'リピート'])[s.number] as stage_ja
  from api.customer c
  left join (select customer_id, count(distinct master.local_time(at)::date) as days from api.purchase group by 1) p on p.customer_id = c.id
  left join (select customer_id, bool_or(master.says_outbound(direction)) as outbound,
               bool_or(master.says_negotiating(coalesce(channel, '') || coalesce(next_step, '') || coalesce(outcome, ''))) as negotiating
             from api.activity where master.says_a_person(outcome) group by 1) a on a.customer_id = c.id
  left join (select customer_id, bool_or(master.says_negotiating(status)) as negotiating from api.lead group by 1) l on l.customer_id = c.id
  left join (select distinct customer_id from master.inquiry) q on q.customer_id = c.id
  cross join lateral (select case
      when p.days >= 2 then 6 when p.days = 1 then 5
      when l.negotiating or a.negotiating then 4
      when (q.customer_id is not null or l.customer_id is not null) and a.outbound then 3
      when q.customer_id is not null or l.customer_id is not null then 2
      else 1 end as number) s;
