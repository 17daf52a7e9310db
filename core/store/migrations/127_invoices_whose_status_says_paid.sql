-- What a status says of an invoice that is paid, where its payments are not told or name no invoice. Of a part alone, or not yet, is not paid.
create function master.says_paid(word text) returns boolean language sql immutable as
  $$ select coalesce(
    word ~* ('^\s*([0-9]+[:：._ -]+)?(' ||
      '(全額|お|ご|請求書?)*(入金|支払い?|決済|回収|受領|領収|精算|清算|消し?込み?|振り?込み?|口座振替|引き?落と?し?|集金|着金)(確認|処理)?(済み?|ずみ|完了)|全額入金|入金|完済|済み?|' ||
      '(fully[ _-]?)?paid([ _-]?in[ _-]?full)?|payment[ _-]?(received|completed?|succeeded)|settled|succeeded|collected|captured|reconciled)([\s　(（:：。、,/].*)?$')
    and word !~* '(一部|部分|不足|残|未|待|予定|差額|partial|part[ _-]?pa|unpaid|not[ _-]|pending|fail|失敗)', false) $$;

-- As before (120), without the invoices whose status says that they are paid.
create or replace view api.unpaid_invoice as
  select i.customer_id, c.name, i.number, i.issued_on, i.due_on, i.amount, coalesce(paid.amount, 0) as paid,
    i.amount - coalesce(paid.amount, 0) as open, i.currency, greatest(master.local_time(now())::date - i.due_on, 0) as days_overdue, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  left join lateral (select sum(y.amount) as amount from master.payment y left join identity.profile p on p.id = y.profile_id
    where y.invoice_number = i.number and (y.connection = i.connection or p.customer_id = i.customer_id)) paid on true
  where i.amount > coalesce(paid.amount, 0) and not master.says_cancelled(i.status) and not master.says_paid(i.status);
