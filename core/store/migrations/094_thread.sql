-- The conversation that an activity belongs to (a mail's thread), so that all of it can be listed together.
alter table master.activity add column thread text;
create index activity_thread on master.activity using hash (thread) where thread is not null;

create or replace view api.activity as
  select p.customer_id, f.at, f.channel, f.direction, f.subject, f.body, f.outcome, f.staff, f.next_step, f.next_at, f.status, f.connection, f.thread
  from master.activity f join identity.profile p on p.id = f.profile_id;

create or replace view api_ja."対応履歴" as
  select customer_id as "顧客番号", at as "日時", channel as "経路", direction as "方向", subject as "件名", body as "内容", outcome as "結果",
    staff as "担当者", next_step as "次の行動", next_at as "次の予定", status as "状態", thread as "会話" from api.activity;

-- As before, but for a record that is both, an activity and a complaint (a mail to support@): its complaint says how it stands.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status)
            and not exists (select from master.feedback b where b.connection = f.connection and b.stream = f.stream and b.record_key = f.record_key)
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where closed_at is null and not master.says_closed(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at);
