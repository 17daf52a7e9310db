// Proposals through the hub: what waits, what a steward's word does, and that it outlives mails, merges and undoings.
#include "core/flow/proposals.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "core/flow/erase.hpp"
#include "core/store/hub_watch.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::SmallHub;

const Speaker satou{"佐藤", "名刺で確認"};

class ProposalsOfMails : public ::testing::Test {
 protected:
  ProposalsOfMails() {
    small_.write("connections/sfa.yaml", "connector: file\nconfig: {streams: {contacts: {path: sfa.jsonl, key: [id]}}}\n");
    small_.write("mappings/sfa.contacts.yaml",
                 "source: sfa.contacts\nparties:\n  person: {kind: person, key: id, name: name, company: company, title: title, email: mail, phone: tel, updated_at: at}\n");
    small_.write("connections/mail.yaml", "connector: file\nconfig: {streams: {signatures: {path: mails.jsonl, key: [id]}}}\n");
    small_.write("mappings/mail.signatures.yaml",
                 "source: mail.signatures\nentered_by: self\nparties:\n  person: {kind: person, key: id, name: name, email: mail, updated_at: at}\nfacts:\n"
                 "  title: {kind: proposal, of: person, field: {const: title}, value: title, at: at, source: {const: 署名}, wording: text}\n"
                 "  phone: {kind: proposal, of: person, field: {const: phone}, value: tel, at: at, source: {const: 署名}, wording: text}\n"
                 "  employment: {kind: proposal, of: person, field: {const: employment}, value: news, at: at, source: {const: 自動返信}, wording: text}\n");
    sfa("課長");
  }

  void sfa(const std::string& title, const std::string& at = "2024-04-01") {
    small_.write("sfa.jsonl", R"({"id":"S1","name":"中村 美咲","company":"株式会社青空商事","title":")" + title + R"(","mail":"n@example.jp","tel":"03-1234-0040","at":")" + at + "\"}\n" +
                                  R"({"id":"S2","name":"大野 明","company":"株式会社青空商事","title":"主任","mail":"o@example.jp","tel":"","at":"2024-04-01"})" "\n");
  }
  void mail(const std::string& id, const std::string& at, const std::string& title, const std::string& news = "", const std::string& tel = "") {
    mails_ += R"({"id":")" + id + R"(","name":"中村 美咲","mail":"n@example.jp","at":")" + at + R"(","title":")" + title + R"(","news":")" + news + R"(","tel":")" + tel +
              R"(","text":"署名の文面"})" + "\n";
    small_.write("mails.jsonl", mails_);
  }
  void sync() { musubi::sync(small_.hub(), {}, clock_); }
  std::vector<ReviewProposal> queue() {
    Session session = small_.hub().store.begin();
    return proposal_queue(session, 100);
  }
  std::string waiting() {
    std::string out;
    for (const ReviewProposal& one : queue()) out += (out.empty() ? "" : " ") + one.said.field + ":" + one.current + ">" + (one.said.shown.empty() ? one.said.value : one.said.shown);
    return out;
  }
  std::string title() { return small_.select("SELECT coalesce(title, '-') FROM master.customer WHERE family = '中村'").at(0).at(0); }
  std::string code(const std::string& field) {
    for (const ReviewProposal& one : queue())
      if (one.said.field == field) return one.code;
    return "P0-000000";
  }
  WordOutcome judge(const std::string& field, bool accept) { return decide_proposal(small_.hub(), code(field), accept, satou, clock_); }
  std::string alerts() {
    Session session = small_.hub().store.begin();
    std::string out;
    for (const Alert& a : open_alerts(session)) out += a.kind + " ";
    return out;
  }

  SmallHub small_;
  SystemClock clock_;
  std::string mails_;
};

TEST_F(ProposalsOfMails, ChangeNothingUntilOneIsAccepted) {
  mail("m1", "2026-04-01", "部長");
  sync();
  EXPECT_EQ(waiting(), "title:課長>部長");
  EXPECT_EQ(title(), "課長");
  EXPECT_EQ(queue()[0].said.wording, "署名の文面");
  judge("title", true);
  EXPECT_EQ(title(), "部長");
  EXPECT_EQ(waiting(), "");
  mail("m2", "2026-06-01", "部長");
  sync();
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(small_.select("SELECT title, since, until FROM master.employment WHERE title <> '主任' ORDER BY since"),
            (std::vector<std::vector<std::string>>{{"課長", "2024-04-01", "2026-04-01"}, {"部長", "2026-04-01", ""}}));
}

TEST_F(ProposalsOfMails, ARefusedOneStaysAwayAndAnotherValueComes) {
  mail("m1", "2026-04-01", "部長");
  sync();
  judge("title", false);
  mail("m2", "2026-05-01", "部長");
  sync();
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(title(), "課長");
  mail("m3", "2026-06-01", "本部長");
  sync();
  EXPECT_EQ(waiting(), "title:課長>本部長");
}

TEST_F(ProposalsOfMails, AWordIsTakenBackAsAPinIs) {
  mail("m1", "2026-04-01", "部長");
  sync();
  int64_t event = judge("title", true).event;
  WordOutcome undone = undo_event(small_.hub(), event, satou, clock_);
  EXPECT_EQ(title(), "課長");
  EXPECT_EQ(waiting(), "title:課長>部長");
  undo_event(small_.hub(), undone.event, satou, clock_);
  EXPECT_EQ(title(), "部長");
  EXPECT_EQ(waiting(), "");
  mail("m2", "2026-05-01", "本部長");
  sync();
  int64_t refusal = judge("title", false).event;
  EXPECT_EQ(waiting(), "");
  undo_event(small_.hub(), refusal, satou, clock_);
  EXPECT_EQ(waiting(), "title:部長>本部長");
}

TEST_F(ProposalsOfMails, CloseWhereTheMasterComesToHoldThem) {
  mail("m1", "2026-04-01", "部長");
  sync();
  sfa("部長", "2026-04-10");
  sync();
  EXPECT_EQ(waiting(), "");
  EXPECT_THROW(decide_proposal(small_.hub(), "P1-abcdef", true, satou, clock_), Error);
}

TEST_F(ProposalsOfMails, AWordGoesWhereItsRecordsGo) {
  mail("m1", "2026-04-01", "部長");
  sync();
  judge("title", false);
  int64_t nakamura = std::stoll(small_.select("SELECT customer_id FROM identity.profile WHERE record_key = 'S1'").at(0).at(0));
  int64_t oono = std::stoll(small_.select("SELECT customer_id FROM identity.profile WHERE record_key = 'S2'").at(0).at(0));
  int64_t merged = merge_customers(small_.hub(), nakamura, oono, satou, clock_).event;
  EXPECT_EQ(waiting(), "");
  undo_event(small_.hub(), merged, satou, clock_);
  EXPECT_EQ(waiting(), "");
  mails_.clear();
  mail("m1", "2026-04-02", "部長");  // the record changes and says the same
  sync();
  EXPECT_EQ(waiting(), "");
}

TEST_F(ProposalsOfMails, ThatARecordNoLongerMakesAreGone) {
  mail("m1", "2026-04-01", "部長");
  sync();
  mails_.clear();
  mail("m1", "2026-04-02", "");
  sync();
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(small_.select("SELECT count(*) FROM identity.open_proposal")[0][0], "0");
}

TEST_F(ProposalsOfMails, ADepartureRaisesOneAlertAndItsAcceptanceEndsTheEmployment) {
  mail("m1", "2026-04-01", "", "ended");
  mail("m2", "2026-04-02", "", "ended");
  sync();
  EXPECT_EQ(alerts(), "notice ");
  EXPECT_EQ(waiting(), "employment:株式会社青空商事>ended");
  EXPECT_EQ(title(), "課長");
  sync();
  EXPECT_EQ(alerts(), "notice ");
  int64_t event = judge("employment", true).event;
  EXPECT_EQ(alerts(), "");
  EXPECT_EQ(title(), "-");
  EXPECT_EQ(small_.select("SELECT title, until FROM master.employment WHERE title = '課長'"), (std::vector<std::vector<std::string>>{{"課長", "2026-04-01"}}));
  undo_event(small_.hub(), event, satou, clock_);
  EXPECT_EQ(alerts(), "notice ");
  EXPECT_EQ(title(), "課長");
}

TEST_F(ProposalsOfMails, AnAlertOutlivesARunThatEndsWellAndNamesNoValue) {
  mail("m1", "2026-04-01", "", "moved");
  sync();
  Session session = small_.hub().store.begin();
  EXPECT_FALSE(resolve_alert(session, "mail", clock_.now()));
  std::vector<Alert> open = open_alerts(session);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_GT(open[0].customer, 0);
  for (Lang lang : {Lang::ja, Lang::en}) {
    std::string said = render(open[0].reason, lang);
    EXPECT_EQ(said.find("中村"), said.npos);
    EXPECT_NE(said.find("mail"), said.npos);
  }
  EXPECT_TRUE(raise_alert(session, {0, "mail", "failed", {}, {"flow.run_broke", {{"connection", "mail"}}}, clock_.now(), {}, {}}));
}

TEST_F(ProposalsOfMails, ADryRunRaisesNothing) {
  mail("m1", "2026-04-01", "部長", "ended");
  SyncRequest request;
  request.dry_run = true;
  musubi::sync(small_.hub(), request, clock_);
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(alerts(), "");
}

TEST_F(ProposalsOfMails, UnpinningLeavesNoEarlierAcceptance) {
  mail("m1", "2026-04-01", "部長");
  sync();
  judge("title", true);
  mail("m2", "2026-05-01", "本部長");
  sync();
  WordOutcome last = judge("title", true);
  EXPECT_EQ(title(), "本部長");
  unpin_field(small_.hub(), last.customers.at(0), "title", satou, clock_);
  EXPECT_EQ(title(), "課長");
}

TEST_F(ProposalsOfMails, AnAcceptedPhoneComesFirst) {
  mail("m1", "2026-04-01", "", "", "090-1234-0041");
  sync();
  EXPECT_EQ(waiting(), "phone:03-1234-0040>090-1234-0041");
  judge("phone", true);
  EXPECT_EQ(small_.select("SELECT phone FROM master.customer WHERE family = '中村'")[0][0], "{090-1234-0041,03-1234-0040}");
}

TEST_F(ProposalsOfMails, ErasureLeavesNothingOfThem) {
  mail("m1", "2026-04-01", "部長", "ended");
  sync();
  judge("title", true);
  erase(small_.hub(), std::stoll(small_.select("SELECT id FROM master.customer WHERE family = '中村'").at(0).at(0)), "佐藤", "", clock_, false);
  for (const char* left : {"master.proposal", "identity.open_proposal", "hub.alert", "identity.proposal_word WHERE value <> '' OR record_key NOT LIKE 'erased:%'"})
    EXPECT_EQ(small_.select(std::string("SELECT count(*) FROM ") + left)[0][0], "0") << left;
}

}  // namespace
}  // namespace musubi
