-- An opt-out on a contact point counts until its owner says otherwise: an opt-in about the same one that is their own act and dated later
-- (a follow after a block, a form). What a list or an import says of them lifts nothing, nor does anything without a date.
create or replace view master.contact_point_state as
  select p.customer_id, p.kind, p.value, p.shown, p.profile_id, p.main, coalesce(s.state, 'unverified') as state,
         s.at as state_at, s.source as state_source, s.reason as state_reason
  from master.contact_point p
  left join lateral (
    select w.* from master.contact_word w
    where w.value = p.value and w.contact = p.kind
      and not (w.state = 'opted_out'
               and exists (select from master.consent c
                           where c.value = w.value and c.contact = w.contact and c.answer = 'opt_in' and c.own_act and c.standing and c.at > w.at))
    order by w.state = 'opted_out' desc, w.at desc nulls last, w.state = 'returned' desc, w.state = 'bounced' desc, w.state = 'verified' desc,
             w.connection collate "C", w.stream collate "C", w.record_key collate "C", w.fact collate "C", w.key collate "C"
    limit 1
  ) s on true;
