// The views of what was said to whom: inquiries, answers, mails in several boxes.
#include "core/store/reading.hpp"
#include "tests/unit/store/views.hpp"

namespace musubi {
namespace {

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

TEST_F(Views, DaysOfWaitingAreDaysOfJapan) {
  customer(1, "渋屋");
  for (const char* at : {"interval '1 minute'", "interval '0'", "interval '24 hours'", "null::interval"})
    fact("feedback", 1, "at, category", std::string("date_trunc('day', master.local_time(now())) at time zone 'Asia/Tokyo' - ") + at + ", '声'");
  EXPECT_EQ(column("select days_waiting from api.unanswered_inquiry order by at"), "1 1 0 -") << "of yesterday, yesterday's last minute, today, and no time";
}

TEST_F(Views, AnInquiryWaitsForUsAndNotForTheCustomer) {
  for (int id = 1; id <= 7; ++id) customer(id, "渋屋");
  auto said = [&](int id, const char* status, const char* closed = "null") { fact("feedback", id, "at, category, status, closed_at", std::string("now(), '声', '") + status + "', " + closed); };
  said(1, "取消"), said(2, "返事待ち"), said(3, "Waiting on Customer"), said(4, "対応中", "now()"), said(5, "完了", "now()"), said(6, "", "now()");
  fact("activity", 7, "at, direction, channel, status", "now(), '受信', '電話', '完了'");
  EXPECT_EQ(column("select customer_id from api.unanswered_inquiry order by 1"), "4") << "one that is worked on again waits, though it was closed once";
  EXPECT_EQ(column("select master.says_closed('キャンセル希望')"), "f") << "is a wish";
}

TEST_F(Views, AMailThatIsAComplaintWaitsOnce) {
  customer(1, "渋屋");
  contact(1, 5, "受信");
  sql("insert into master.feedback (connection, stream, record_key, fact, key, profile_id, at, subject, status) select connection, stream, record_key, 'support', key, profile_id, at, '故障', '新規' from master.activity");
  EXPECT_EQ(column("select subject from api.unanswered_inquiry"), "故障");
  sql("update master.feedback set status = '完了'");
  EXPECT_EQ(column("select subject from api.unanswered_inquiry"), "");
}

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

TEST_F(Views, ARefusalInTwoMailboxesIsOne) {
  customer(1, "渋屋");
  sql("insert into master.contact_point (customer_id, kind, value, shown, profile_id, main) values (1, 'email', 'v', 'v', 1, true)");
  auto refused = [&](const std::string& connection, int n) {
    std::string at = std::to_string(n);
    sql("insert into master.contact_state (connection, stream, record_key, fact, key, contact, value, state, at) values ('" + connection + "', 'reports', 'r" + at + "', 'refused', 'r" + at +
        "', 'email', 'v', 'soft_bounced', '2026-05-0" + at + "')");
  };
  for (int n : {1, 2, 3}) refused("info", n), refused("sales", n);
  EXPECT_EQ(column("select state from master.contact_point_state"), "unverified") << "three refusals, each of them in two mailboxes";
  for (int n : {4, 5}) refused("info", n);
  EXPECT_EQ(column("select state from master.contact_point_state"), "bounced");
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

}  // namespace
}  // namespace musubi
