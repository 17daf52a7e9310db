-- As before (103), but an automatic reply is no contact: nobody spoke. Whoever has sent nothing else has no last one.
create or replace view api.last_contact as
  select distinct on (a.customer_id) a.customer_id, c.name, a.at, a.staff, a.channel, a.direction, a.subject, a.outcome, a.next_step, a.next_at
  from api.activity a join api.customer c on c.id = a.customer_id
  where (a.at is null or a.at <= now()) and a.outcome is distinct from '自動返信'
  order by a.customer_id, a.at desc nulls last, a.subject;
