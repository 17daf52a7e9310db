-- As before (050), by days of Japan, whatever the session's time zone.
create or replace view api.unpaid_invoice as
  select i.customer_id, c.name, i.number, i.issued_on, i.due_on, i.amount, coalesce(paid.amount, 0) as paid,
    i.amount - coalesce(paid.amount, 0) as open, i.currency, greatest(master.local_time(now())::date - i.due_on, 0) as days_overdue, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  left join lateral (select sum(y.amount) as amount from master.payment y left join identity.profile p on p.id = y.profile_id
    where y.invoice_number = i.number and (y.connection = i.connection or p.customer_id = i.customer_id)) paid on true
  where i.amount > coalesce(paid.amount, 0) and not master.says_cancelled(i.status);

create or replace view api.invoice_without_deal as
  select i.customer_id, c.name, i.number, i.issued_on, i.amount, i.currency, i.order_number, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  where not exists (select from api.sales_order o where o.customer_id = i.customer_id
                    and (o.number = i.order_number or i.order_number is null and master.local_time(o.ordered_at)::date between i.issued_on - 92 and i.issued_on))
    and not exists (select from api.activity a where a.customer_id = i.customer_id and master.local_time(a.at)::date between i.issued_on - 366 and i.issued_on);
