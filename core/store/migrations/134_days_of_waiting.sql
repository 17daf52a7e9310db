-- As before (117), but the days of waiting are days of Japan, as those of an unpaid invoice (120): what came yesterday evening has waited one
-- this morning, whatever the hour.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, master.local_time(now())::date - master.local_time(i.at)::date as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity_now f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status) and not master.says_customers_turn(f.status) and master.says_a_person(f.outcome)
            and (f.thread is null or not exists (select from master.activity w
                                                 where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し'))
            and not exists (select from master.feedback b where b.stream = f.stream and b.record_key = f.record_key
                            and (b.connection = f.connection or f.thread is not null))
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where (closed_at is null or master.says_open(status)) and not master.says_closed(status) and not master.says_customers_turn(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');
