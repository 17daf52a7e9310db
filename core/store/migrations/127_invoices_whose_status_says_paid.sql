-- What a status says of an invoice that is paid, where its payments are not told or name no invoice. Behind the word stands nothing, or a day, by
-- what way, and that it is all of it: another word may say that it is a part, or not so.
create function master.says_paid(word text) returns boolean language sql immutable as
  $$ select coalesce(
    normalize(word, nfkc) ~* ('^\s*([0-9]+[:._ -]+)?(' ||
      '((全額|お|ご|請求書?)*(入金|支払い?|決済|消し?込み?|振り?込み?|口座振替|引き?落と?し?|集金|着金|精算|清算)|(全額|お|ご)*(回収|受領|領収))(確認|処理)?(済み?|ずみ|完了)|全額入金|入金|完済|済み?|' ||
      '(fully[ _-]?)?paid|payment[ _-]?(received|completed?|succeeded)|settled|succeeded|collected|captured|reconciled)' ||
      '([\s(:、,/_-]+(on\s+)?(' ||
      '((19|20)?[0-9]{2}|(令和|R)\s?[0-9]{1,2})\s?[/年.-]\s?[0-9]{1,2}\s?[/月.-]\s?[0-9]{1,2}日?|20[0-9]{6}|[0-9]{1,2}月\s?[0-9]{1,2}日|' ||
      '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.]?\s[0-9]{1,2},?\s[0-9]{4}|[0-9]{1,2}\s(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.]?,?\s[0-9]{4}|' ||
      '(確認)?(済み?|完了)|全額|(銀行)?振り?込み?|口座振替|現金|(クレジット)?カード|yes|true|(in[ _-]?)?full)([T\s][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?)*[\s).。]*$'), false) $$;

-- As before (120), without the invoices whose status says that they are paid.
create or replace view api.unpaid_invoice as
  select i.customer_id, c.name, i.number, i.issued_on, i.due_on, i.amount, coalesce(paid.amount, 0) as paid,
    i.amount - coalesce(paid.amount, 0) as open, i.currency, greatest(master.local_time(now())::date - i.due_on, 0) as days_overdue, i.subject
  from api.invoice i join api.customer c on c.id = i.customer_id
  left join lateral (select sum(y.amount) as amount from master.payment y left join identity.profile p on p.id = y.profile_id
    where y.invoice_number = i.number and (y.connection = i.connection or p.customer_id = i.customer_id)) paid on true
  where i.amount > coalesce(paid.amount, 0) and not master.says_cancelled(i.status) and not master.says_paid(i.status);
