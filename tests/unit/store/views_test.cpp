// The views that departments read (schemas api and api_ja).
#include "core/store/reading.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class Views : public HubTest {
 protected:
  void customer(int id, const std::string& family, const std::string& company = "") {
    std::string n = std::to_string(id);
    sql("insert into master.customer (id, kind, family, company, phone, email) values (" + n + ", '" + (company.empty() ? "person" : "organisation") + "', '" + family +
        "', nullif('" + company + "', ''), '{03-1234-9876,090-1234-9876}', '{a@example.jp}')");
    sql("insert into identity.profile (id, connection, stream, record_key, party, kind, entered_by, gone, stub, customer_id) values (" + n + ", 'shop', 'members', '" + n +
        "', 'member', 'person', 'self', false, false, " + n + ")");
  }
  void fact(const std::string& table, int owner, const std::string& columns, const std::string& values) {
    std::string n = std::to_string(++facts_);
    sql("insert into master." + table + " (connection, stream, record_key, fact, key, profile_id, " + columns + ") values ('shop', 's', '" + n + "', 'f', '" + n + "', " +
        std::to_string(owner) + ", " + values + ")");
  }
  void order(int owner, int days_ago, int amount, const std::string& status = "") {
    fact("sales_order", owner, "number, ordered_at, amount, currency, status",
         "'N" + std::to_string(facts_) + "', now() - interval '" + std::to_string(days_ago) + " days', " + std::to_string(amount) + ", 'JPY', '" + status + "'");
  }
  void contact(int owner, int days_ago, const std::string& direction, const std::string& more = "'', '', ''") {
    fact("activity", owner, "at, direction, staff, subject, next_step", "now() - interval '" + std::to_string(days_ago) + " days', '" + direction + "', " + more);
  }
  /// All cells of the answer's first column.
  std::string column(const std::string& statement) {
    std::string out;
    for (const auto& row : sql(statement).rows) out += (out.empty() ? "" : " ") + row[0].value_or("-");
    return out;
  }

 private:
  int facts_ = 0;
};

TEST_F(Views, TellWhoMayBeMailedAndWhy) {
  customer(1, "渋屋");
  customer(2, "渋谷");
  sql("insert into master.mailing values (1, false, 'opted_out', '2026-01-10', 'メルマガ', true, 'ok', null, null)");
  EXPECT_EQ(column("select concat_ws(' ', mail_ok, mail_code, post_ok) from api.customer order by id"), "f opted_out t f undecided f");
  EXPECT_EQ(value("select \"メール可否の理由\" from api_ja.\"顧客\" where \"顧客番号\" = 1"), "配信停止の申し出があります（2026-01-10、メルマガ）。");
  EXPECT_EQ(value("select post_reason from api.customer where id = 1"), "May be sent post.");
}

TEST_F(Views, SayOfMailingWhatTheProgramSays) {
  for (const char* channel : {"mail", "post"})
    for (const char* code : {"ok", "opted_out", "no_address", "bounced", "returned", "purpose", "no_consent", "undecided"}) {
      Message message{std::string("merge.") + channel + "_" + code, {{"since", "2026-01-10"}, {"source", "news"}}};
      if (!has_message(message.id)) continue;
      auto said = sql(std::string("select master.mailing_text('") + channel + "', '" + code + "', '2026-01-10', 'news', true), master.mailing_text('" + channel + "', '" + code + "', '2026-01-10', 'news', false)").rows.at(0);
      EXPECT_EQ(render(message, Lang::ja), said[0].value_or(""));
      EXPECT_EQ(render(message, Lang::en), said[1].value_or(""));
    }
}

TEST_F(Views, ShowACustomerInBothLanguages) {
  customer(1, "渋屋");
  customer(2, "", "東亜工業株式会社");
  EXPECT_EQ(value("select name || phone || email from api.customer where id = 1"), "渋屋03-1234-9876a@example.jp");
  EXPECT_EQ(value("select \"氏名\" || \"電話番号\" from api_ja.\"顧客\" where \"顧客番号\" = 2"), "東亜工業株式会社03-1234-9876");
}

TEST_F(Views, TakeAutomaticRepliesForNoWordOfAnybody) {
  customer(1, "渋屋");
  customer(2, "渋谷");
  customer(3, "野村");
  for (int id : {1, 2, 3}) contact(id, 3, "受信");
  fact("activity", 1, "at, direction, outcome", "now() - interval '2 days', '送信', '自動返信'");
  fact("activity", 2, "at, direction, outcome", "now() - interval '2 days', '送信', '回答'");
  fact("activity", 2, "at, direction, outcome", "now() - interval '1 days', '受信', '自動返信'");
  fact("activity", 3, "at, direction, outcome", "now() - interval '1 days', '受信', '自動返信'");
  EXPECT_EQ(column("select customer_id from api.unanswered_inquiry order by 1"), "1 3") << "the acknowledgement of receipt is no answer, the note of absence no inquiry";
}

TEST_F(Views, ShowPointsAsTheyCameWithTheirSum) {
  customer(1, "渋屋");
  fact("point_entry", 1, "at, points, reason", "'2026-11-02', -50, '利用'");
  fact("point_entry", 1, "at, points, reason", "'2026-11-01', 120, '付与'");
  fact("point_entry", 1, "at, points, reason", "'2026-11-02', 10, '来店'");
  sql("insert into master.point_entry (connection, stream, record_key, fact, key, profile_id, at, points) values ('app', 's', '9', 'f', '9', 1, '2026-11-03', 7)");
  EXPECT_EQ(column("select points || ':' || balance from api.point_entry order by at, balance"), "120:120 -50:70 10:80 7:7") << "points of two systems are not one balance";
  EXPECT_EQ(column("select \"残高\" from api_ja.\"ポイント増減\" where \"理由\" = '利用'"), "70");
}

TEST_F(Views, ShowWebBehaviourAndCouponsOfWhoeverHoldsTheVisitorNow) {
  customer(1, "渋屋");
  customer(2, "");
  fact("web_event", 2, "at, event, product_code", "'2026-11-02', 'product', 'T-1'");
  fact("coupon_use", 1, "at, coupon, amount, currency", "'2026-11-02', 'AKI10', 120, 'JPY'");
  EXPECT_EQ(column("select customer_id || product_code from api.web_event"), "2T-1");
  sql("update identity.profile set customer_id = 1 where id = 2");
  EXPECT_EQ(column("select \"顧客番号\" || \"行動\" from api_ja.\"Web行動\""), "1商品閲覧");
  EXPECT_EQ(column("select \"クーポン\" || \"値引額\" from api_ja.\"クーポン利用\""), "AKI10120");
}

TEST_F(Views, LeaveOutUsesOfCouponsThatWereTakenBack) {
  for (int id : {1, 2}) customer(id, "渋屋");
  auto use = [&](int owner, const char* day, const char* coupon, bool cancelled = false) {
    fact("coupon_use", owner, "at, coupon, cancelled", std::string("'2026-11-") + day + "', '" + coupon + "', " + (cancelled ? "true" : "null"));
  };
  use(1, "05", "AKI10");
  use(1, "02", "AKI10", true);
  use(1, "01", "AKI10");
  use(1, "03", "HARU", true);
  use(1, "04", "HARU");
  use(2, "01", "AKI10");
  for (const char* day : {"01", "02"}) use(2, day, "FUYU");
  for (const char* day : {"03", "04"}) use(2, day, "FUYU", true);
  for (const char* day : {"06", "07"}) use(2, day, "NATSU");
  use(2, "08", "NATSU", true);
  fact("coupon_use", 2, "coupon, cancelled", "'HARU', true");
  use(2, "09", "HARU");
  fact("coupon_use", 2, "coupon", "'KISETSU'");
  use(2, "01", "KISETSU", true);
  EXPECT_EQ(column("select customer_id || coupon || to_char(at, 'DD') from api.coupon_use order by 1"), "1AKI1005 1HARU04 2AKI1001 2NATSU06");
}

TEST_F(Views, TakeBackUsesOfTheSameDayWhateverTheKeys) {
  customer(1, "渋屋");
  auto row = [&](const char* key, const char* at, const char* coupon, bool cancelled) {
    sql(std::string("insert into master.coupon_use (connection, stream, record_key, fact, profile_id, at, coupon, cancelled) values ('app', 'coupons', '") + key + "', 'coupon', 1, '" + at + "', '" +
        coupon + "', " + (cancelled ? "true" : "null") + ")");
  };
  row("9", "2026-11-01", "AKI", false), row("10", "2026-11-01", "AKI", true);
  row("11", "2026-11-01 10:00", "HARU", false), row("12", "2026-11-01", "HARU", true);
  row("14", "2026-11-01 10:00", "FUYU", false), row("13", "2026-11-01 10:00", "FUYU", true);
  row("15", "2026-11-01", "NATSU", true), row("16", "2026-11-02", "NATSU", false);
  row("17", "2026-11-01 09:00", "HANA", true), row("18", "2026-11-01 10:00", "HANA", false);
  EXPECT_EQ(column("select coupon from api.coupon_use order by 1"), "HANA NATSU") << "only the uses that came after";
}

TEST_F(Views, ACaseIsAnsweredByWhatGoesToItsCustomer) {
  customer(1, "渋屋");
  customer(2, "", "部品の仕入先");
  contact(1, 5, "受信");
  sql("update master.activity set thread = 't1'");
  sql("insert into master.feedback (connection, stream, record_key, fact, key, profile_id, at, subject, status) select connection, stream, record_key, 'support', key, profile_id, at, '故障', '新規' from master.activity");
  auto mail = [&](int owner, int days_ago, const char* direction) {
    fact("activity", owner, "at, direction, thread", "now() - interval '" + std::to_string(days_ago) + " days', '" + direction + "', 't1'");
  };
  mail(2, 4, "送信");
  EXPECT_EQ(column("select status from api.feedback"), "新規") << "the supplier was asked, the customer has no answer";
  EXPECT_EQ(column("select customer_id from api.unanswered_inquiry where subject = '故障'"), "1");
  mail(1, 3, "送信"), mail(2, 2, "受信");
  EXPECT_EQ(column("select status from api.feedback"), "回答済み") << "what the supplier writes opens nothing";
  mail(1, 1, "受信");
  EXPECT_EQ(column("select status from api.feedback"), "再開");
}

TEST_F(Views, AMessageThatWasTakenBackAwaitsNoAnswer) {
  for (int id : {1, 2}) customer(id, "渋屋");
  fact("activity", 1, "at, direction, body, thread", "now() - interval '2 days', '受信', '言いすぎました', 'm1'");
  fact("activity", 1, "at, direction, body, thread, outcome", "now() - interval '1 days', '受信', '', 'm1', '送信取り消し'");
  fact("activity", 2, "at, direction, body, thread", "now() - interval '2 days', '受信', '予約できますか', 'm2'");
  EXPECT_EQ(column("select body from api.unanswered_inquiry"), "予約できますか");
  EXPECT_EQ(column("select \"顧客番号\" from api_ja.\"対応漏れ\""), "2");
}

TEST_F(Views, AnOptInLiftsWhereItsConnectionMayFeedMailing) {
  customer(1, "渋屋");
  for (const char* kind : {"email", "line"}) {
    std::string k = kind;
    sql("insert into master.contact_point (customer_id, kind, value, shown, profile_id, main) values (1, '" + k + "', 'v', 'v', 1, true)");
    fact("contact_state", 1, "contact, value, state, at", "'" + k + "', 'v', 'opted_out', '2026-05-01'");
    fact("consent", 1, "contact, value, answer, at, own_act, standing", "'" + k + "', 'v', 'opt_in', '2026-06-01', true, true");
  }
  EXPECT_EQ(column("select state from master.contact_point_state order by kind"), "opted_out unverified") << "of other channels nobody decides on mailing";
  sql("insert into hub.mailing_source values ('shop')");
  EXPECT_EQ(column("select state from master.contact_point_state order by kind"), "unverified unverified");
}

TEST_F(Views, HideTheWordsOfMessagesThatWereTakenBack) {
  customer(1, "渋屋");
  fact("activity", 1, "at, body, thread, outcome", "'2026-11-02', '', 'm1', '送信取り消し'");
  fact("activity", 1, "at, body, thread", "'2026-11-01', '言いすぎました', 'm1'");
  fact("activity", 1, "at, body, thread", "'2026-11-03', '予約できますか', 'm2'");
  fact("activity", 1, "at, body", "'2026-11-04', '電話'");
  EXPECT_EQ(column("select coalesce(body, '-') from api.activity order by at"), "- - 予約できますか 電話");
  EXPECT_EQ(column("select coalesce(\"内容\", '-') from api_ja.\"対応履歴\" order by \"日時\" limit 1"), "-");
}

TEST_F(Views, AnInquiryIsUnansweredUntilSomebodyWritesOrItIsClosed) {
  for (int id = 1; id <= 5; ++id) customer(id, "渋屋");
  contact(1, 5, "受信");
  contact(2, 5, "in"), contact(2, 4, "送信");
  contact(3, 4, "in"), contact(3, 5, "out");
  fact("activity", 4, "at, direction, status", "now(), 'in', '対応済'");
  fact("feedback", 5, "at, category, status", "now(), 'complaint', '対応中'");
  EXPECT_EQ(column("select customer_id from api.unanswered_inquiry order by 1"), "1 3 5");
  EXPECT_EQ(column("select \"待ち日数\" from api_ja.\"対応漏れ\" order by \"顧客番号\""), "5 4 0");
}

TEST_F(Views, AMailThatIsAComplaintWaitsOnce) {
  customer(1, "渋屋");
  contact(1, 5, "受信");
  sql("insert into master.feedback (connection, stream, record_key, fact, key, profile_id, at, subject, status) select connection, stream, record_key, 'support', key, profile_id, at, '故障', '新規' from master.activity");
  EXPECT_EQ(column("select subject from api.unanswered_inquiry"), "故障");
  sql("update master.feedback set status = '完了'");
  EXPECT_EQ(column("select subject from api.unanswered_inquiry"), "");
}

/// Each mailbox is a connection; what came to both is one mail.
TEST_F(Views, AMailInTwoMailboxesIsToldOnce) {
  customer(1, "渋屋");
  customer(2, "森");
  auto take = [&](const std::string& connection, const std::string& key, int owner) {
    const std::string head = "'" + connection + "', 'messages', '" + key + "', ", whose = ", 'a@example.jp', " + std::to_string(owner) + ", '2026-11-01', ";
    sql("insert into master.activity (connection, stream, record_key, fact, key, profile_id, at, direction, subject, thread) values (" + head + "'mail'" + whose + "'受信', '" + key + "', 't')");
    sql("insert into master.lead (connection, stream, record_key, fact, key, profile_id, at, interest) values (" + head + "'inquiry'" + whose + "'" + key + "')");
    sql("insert into master.feedback (connection, stream, record_key, fact, key, profile_id, at, subject, status) values (" + head + "'support'" + whose + "'" + key + "', '新規')");
  };
  take("info", "m1", 1);
  take("suzuki", "m1", 1);
  take("suzuki", "m2", 1);
  take("suzuki", "m3", 2);
  take("info", "m3", 1);  // of another, who wrote the same words
  for (const char* seen : {"select subject || customer_id from api.activity order by 1", "select interest || customer_id from api.lead order by 1",
                           "select subject || customer_id from api.feedback order by 1", "select subject || customer_id from api.unanswered_inquiry order by 1"})
    EXPECT_EQ(column(seen), "m11 m21 m31 m32") << seen;
  Session session = store().begin();
  for (TableId id : {TableId::activity, TableId::lead, TableId::feedback}) EXPECT_EQ(facts_now(session, id, {1}).size(), 3u);
  session.commit();
  sql("delete from master.activity where connection = 'info'");
  sql("delete from master.lead where connection = 'info'");
  EXPECT_EQ(column("select subject || customer_id from api.activity order by 1"), "m11 m21 m32");
  EXPECT_EQ(column("select interest || customer_id from api.lead order by 1"), "m11 m21 m32");
}

TEST_F(Views, ListAConversation) {
  customer(1, "渋屋");
  customer(2, "森");
  fact("activity", 1, "at, subject, thread", "'2026-11-01', '見積', 'm1'");
  fact("activity", 2, "at, subject, thread", "'2026-11-02', 'Re: 見積', 'm1'");
  fact("activity", 1, "at, subject, thread", "'2026-11-03', '別件', 'm3'");
  EXPECT_EQ(column("select \"件名\" from api_ja.\"対応履歴\" where \"会話\" = 'm1' order by \"日時\""), "見積 Re: 見積");
  EXPECT_EQ(column("select customer_id from api.activity where thread = 'm1' order by at"), "1 2");
}

TEST_F(Views, AnInvoiceIsUnpaidWhileItsPaymentsDoNotCoverIt) {
  customer(1, "渋屋");
  for (const char* number : {"A", "B", "C", "D"})
    fact("invoice", 1, "number, issued_on, due_on, amount, currency, status",
         std::string("'") + number + "', current_date - 60, current_date - 30, 1000, 'JPY', '" + (number[0] == 'D' ? "取消" : "") + "'");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'1', 'A', current_date, 400");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'2', 'A', current_date, 600");
  fact("payment", 1, "number, invoice_number, paid_on, amount", "'3', 'B', current_date, 300");
  EXPECT_EQ(column("select number || ':' || open || ':' || days_overdue from api.unpaid_invoice order by 1"), "B:700:30 C:1000:30");
  EXPECT_EQ(column("select \"残額\" from api_ja.\"未入金\" order by \"請求番号\""), "700 1000");
}

TEST_F(Views, AnInvoiceWithNeitherOrderNorContactIsListed) {
  for (int id = 1; id <= 4; ++id) {
    customer(id, "渋屋");
    fact("invoice", id, "number, issued_on, amount, order_number", "'I" + std::to_string(id) + "', current_date, 1000, " + (id == 4 ? "'N99'" : "null"));
  }
  order(1, 10, 1000);
  contact(2, 100, "out");
  order(4, 10, 1000);
  EXPECT_EQ(column("select customer_id from api.invoice_without_deal order by 1"), "3 4") << "4 names an order that nobody knows";
}

TEST_F(Views, TheLastContactSaysWhoAndWhatNext) {
  customer(1, "渋屋");
  contact(1, 9, "out", "'佐々木', '訪問', '見積を送る'");
  contact(1, 2, "in", "'高田', '電話', '折り返す'");
  EXPECT_EQ(column("select staff || next_step from api.last_contact"), "高田折り返す");
  contact(1, -3, "", "'佐々木', '訪問の予定', ''");
  EXPECT_EQ(column("select staff || next_step from api.last_contact"), "高田折り返す") << "what is planned has not been";
  fact("activity", 1, "at, direction, staff, subject, outcome", "now(), 'in', '', '不在のお知らせ', '自動返信'");
  EXPECT_EQ(column("select staff || next_step from api.last_contact"), "高田折り返す") << "a machine spoke";
  customer(2, "渋谷");
  contact(2, -3, "", "'佐々木', '訪問の予定', ''");
  EXPECT_EQ(column("select customer_id from api.last_contact"), "1");
}

TEST_F(Views, StagesFollowFromFacts) {
  for (int id = 1; id <= 8; ++id) customer(id, "渋屋");
  contact(2, 9, "in");
  contact(3, 9, "in"), contact(3, 8, "out");
  fact("lead", 4, "at, status", "now(), '見積提出'");
  order(5, 9, 100);
  order(6, 90, 100), order(6, 9, 100);
  order(7, 9, 100, "キャンセル");
  fact("invoice", 8, "number, issued_on, amount", "'I8', current_date, 1000");
  EXPECT_EQ(column("select stage_ja from api.stage order by customer_id"), "潜在 見込 商談可能 営業 受注 リピート 潜在 受注");
  EXPECT_EQ(column("select stage from api.stage order by customer_id"), "potential prospect qualified negotiation won repeat potential won");
}

TEST_F(Views, LeadsAndPurchasesAreComparedByDaysOfJapanInWhateverSession) {
  for (int id = 1; id <= 6; ++id) customer(id, "渋屋");
  auto bought = [&](int id, const std::string& at) { fact("sales_order", id, "number, ordered_at, amount, currency", "'N', '" + at + "', 1, 'JPY'"); };
  auto asked = [&](int id, const std::string& at) { fact("lead", id, "at", "'" + at + "'"); };
  fact("invoice", 1, "number, issued_on, amount", "'I1', '2026-09-01', 1000"), asked(1, "2026-09-02 08:30+09");
  fact("invoice", 2, "number, issued_on, amount", "'I2', '2026-09-01', 1000"), asked(2, "2026-09-01 10:00+09");
  bought(3, "2026-09-01 00:00+09"), asked(3, "2026-09-01 10:00+09");
  bought(4, "2026-09-01 09:00+09"), asked(4, "2026-09-01 10:00+09");
  bought(5, "2026-09-01 00:00+09"), bought(5, "2026-09-01 09:30+09"), asked(5, "2026-09-01 10:00+09");
  bought(6, "2026-09-01 11:00+09"), asked(6, "2026-09-01 10:00+09");
  for (const char* zone : {"UTC", "Asia/Tokyo", "America/New_York"}) {
    sql(std::string("set timezone = '") + zone + "'");
    EXPECT_EQ(column("select standing from master.lead_now order by customer_id"), "existing converted converted existing existing converted") << zone;
    EXPECT_EQ(value("select extract(epoch from converted_at)::bigint from api.lead where customer_id = 2"), "1788188400") << zone << ": midnight in Japan";
  }
  sql("set timezone = 'UTC'");
}

TEST_F(Views, TheTopTenHaveTheirPlaceOfTheYearBefore) {
  for (int id = 1; id <= 12; ++id) {
    customer(id, "渋屋");
    order(id, 30, id * 1000);
    order(id, 400, 20000 - id * 1000);
  }
  EXPECT_EQ(column("select customer_id from api.top_customer order by place"), "12 11 10 9 8 7 6 5 4 3");
  EXPECT_EQ(column("select \"前年順位\" from api_ja.\"売上上位\" order by \"順位\" limit 2"), "12 11");
}

}  // namespace
}  // namespace musubi
