-- A mail that lies in two mailboxes, each of them a connection, is told once: where the same record (its key is made of the Message-ID and of
-- what was written) of the same thread is of the same customer, the first connection's counts. Both records stay, and either alone is told.
create view master.activity_now as
  select f.* from master.activity f
  where f.thread is null or not exists (
    select from master.activity o
    join identity.profile q on q.id = o.profile_id
    join identity.profile p on p.id = f.profile_id
    where o.thread = f.thread and o.stream = f.stream and o.record_key = f.record_key and o.fact = f.fact and o.key is not distinct from f.key
      and o.connection collate "C" < f.connection collate "C" and q.customer_id = p.customer_id);

-- The cases and leads that such mails opened.
create index feedback_record on master.feedback using hash (record_key);
create index lead_record on master.lead using hash (record_key);

create view master.from_mail as
  select distinct connection, stream, record_key from master.activity where thread is not null;

alter view master.feedback_now rename to feedback_state;
create view master.feedback_now as
  select f.* from master.feedback_state f
  where not exists (
    select from master.feedback o
    join identity.profile q on q.id = o.profile_id
    join identity.profile p on p.id = f.profile_id
    where o.stream = f.stream and o.record_key = f.record_key and o.fact = f.fact and o.key is not distinct from f.key
      and o.connection collate "C" < f.connection collate "C" and q.customer_id = p.customer_id
      and exists (select from master.from_mail m where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key));

alter view master.lead_now rename to lead_state;
create view master.lead_now as
  select f.* from master.lead_state f
  where not exists (
    select from master.lead o join identity.profile q on q.id = o.profile_id
    where o.stream = f.stream and o.record_key = f.record_key and o.fact = f.fact and o.key is not distinct from f.key
      and o.connection collate "C" < f.connection collate "C" and q.customer_id = f.customer_id
      and exists (select from master.from_mail m where m.connection = f.connection and m.stream = f.stream and m.record_key = f.record_key));

create or replace view api.feedback as
  select p.customer_id, f.at, f.category, f.subject, f.body, f.rating, f.status, f.closed_at, f.staff, f.connection
  from master.feedback_now f join identity.profile p on p.id = f.profile_id;

create or replace view api.lead as
  select customer_id, at, found_by, interest, status, staff, note, connection, standing, converted_at from master.lead_now;

create or replace view api.activity as
  select p.customer_id, f.at, f.channel, f.direction, f.subject,
    case when f.thread is null or not exists (select from master.activity w
                                              where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し')
      then f.body end as body,
    f.outcome, f.staff, f.next_step, f.next_at, f.status, f.connection, f.thread
  from master.activity_now f join identity.profile p on p.id = f.profile_id;

-- As before (105), of mails that are told.
create or replace view api.unanswered_inquiry as
  select i.customer_id, c.name, i.at, extract(day from now() - i.at)::int as days_waiting, i.channel, i.subject, i.body, i.staff, i.status
  from (select p.customer_id, f.at, f.channel, f.subject, f.body, f.staff, f.status
          from master.activity_now f join identity.profile p on p.id = f.profile_id
          where master.says_inbound(f.direction) and not master.says_closed(f.status) and f.outcome is distinct from '自動返信'
            and f.outcome is distinct from '送信取り消し'
            and (f.thread is null or not exists (select from master.activity w
                                                 where w.thread = f.thread and w.connection = f.connection and w.stream = f.stream and w.outcome = '送信取り消し'))
            and not exists (select from master.feedback b where b.stream = f.stream and b.record_key = f.record_key
                            and (b.connection = f.connection or f.thread is not null))
        union all
        select customer_id, at, category, subject, body, staff, status from api.feedback
          where closed_at is null and not master.says_closed(status)) i
  join api.customer c on c.id = i.customer_id
  where not exists (select from master.activity o join identity.profile p on p.id = o.profile_id
                    where p.customer_id = i.customer_id and master.says_outbound(o.direction) and o.at >= i.at and o.outcome is distinct from '自動返信');
