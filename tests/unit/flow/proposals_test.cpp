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
  for (const char* kind : {"failed", "notice"}) EXPECT_FALSE(resolve_alert(session, "mail", kind, clock_.now())) << kind;
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

TEST_F(ProposalsOfMails, OfTwoPhonesThatAreAcceptedBothStay) {
  mails_ = R"({"id":"m1","name":"中村 美咲","mail":"n@example.jp","at":"2026-04-01","title":"","news":"","tel":["090-1234-0041","03-9999-0001"],"text":"署名の文面"})" "\n";
  small_.write("mails.jsonl", mails_);
  sync();
  judge("phone", true);
  int64_t last = judge("phone", true).event;
  EXPECT_EQ(waiting(), "");
  auto phones = [&] { return small_.select("SELECT array_to_string(phone, ' ') FROM master.customer WHERE family = '中村'")[0][0]; };
  std::string both = phones();
  EXPECT_NE(both.find("090-1234-0041"), both.npos) << both;
  EXPECT_NE(both.find("03-9999-0001"), both.npos) << both;
  EXPECT_TRUE(both.ends_with("03-1234-0040")) << both;
  undo_event(small_.hub(), last, satou, clock_);
  EXPECT_EQ(waiting().substr(0, 6), "phone:");
  judge("phone", true);
  EXPECT_EQ(phones(), both);
  unpin_field(small_.hub(), std::stoll(small_.select("SELECT id FROM master.customer WHERE family = '中村'").at(0).at(0)), "phone", satou, clock_);
  EXPECT_EQ(phones(), "03-1234-0040");
}

TEST_F(ProposalsOfMails, AProposalOnAPartyOfAnotherRecordIsJudgedThere) {
  small_.write("mappings/mail.signatures.yaml",
               "source: mail.signatures\nparties:\n  person: {kind: person, key: id, name: name, updated_at: at}\nfacts:\n"
               "  title: {kind: proposal, of: {stream: cards, key: card}, field: {const: title}, value: title, at: at, source: {const: 署名}, wording: text}\n");
  small_.write("connections/mail.yaml", "connector: file\nconfig: {streams: {signatures: {path: mails.jsonl, key: [id]}, cards: {path: cards.jsonl, key: [id]}}}\n");
  small_.write("mappings/mail.cards.yaml", "source: mail.cards\nparties:\n  holder: {kind: person, key: id, name: name, email: mail, title: title, updated_at: at}\n");
  small_.write("cards.jsonl", R"({"id":"C1","name":"秋山 実","mail":"a@example.jp","title":"主任","at":"2024-04-01"})" "\n");
  small_.write("mails.jsonl", R"({"id":"m1","name":"","at":"2026-04-01","title":"係長","card":"C1","text":"署名の文面"})" "\n");
  sync();
  ASSERT_EQ(waiting(), "title:主任>係長");
  EXPECT_EQ(queue()[0].said.party.record.key, "C1");
  EXPECT_EQ(queue()[0].said.record.key, "m1");
  int64_t event = judge("title", true).event;
  auto title_of = [&] { return small_.select("SELECT title FROM master.customer WHERE family = '秋山'")[0][0]; };
  EXPECT_EQ(title_of(), "係長");
  EXPECT_EQ(waiting(), "");
  undo_event(small_.hub(), event, satou, clock_);
  EXPECT_EQ(title_of(), "主任");
  judge("title", false);
  EXPECT_EQ(waiting(), "");
}

TEST_F(ProposalsOfMails, WhatIsUnpinnedSilencesNothing) {
  mail("m1", "2026-04-01", "部長");
  sync();
  int64_t nakamura = std::stoll(small_.select("SELECT id FROM master.customer WHERE family = '中村'").at(0).at(0));
  pin_field(small_.hub(), nakamura, "title", "次長", satou, clock_);
  EXPECT_EQ(waiting(), "");
  unpin_field(small_.hub(), nakamura, "title", satou, clock_);
  EXPECT_EQ(waiting(), "title:課長>部長");
}

TEST_F(ProposalsOfMails, ErasureTakesTheValueFromOthersToo) {
  mail("m1", "2026-04-01", "", "", "080-5555-7777");
  sync();
  judge("phone", true);
  mail("m2", "2026-05-01", "", "", "080-5555-8888");
  sync();
  ASSERT_NE(waiting().find("080-5555-8888"), std::string::npos);
  small_.write("sfa.jsonl", R"({"id":"S1","name":"中村 美咲","company":"株式会社青空商事","title":"課長","mail":"n@example.jp","tel":"03-1234-0040","at":"2024-04-01"})" "\n"
                            R"({"id":"S3","name":"黒田 茂","company":"","title":"","mail":"k@example.jp","tel":"080-5555-7777","at":"2024-04-01"})" "\n"
                            R"({"id":"S4","name":"黒田 茂","company":"","title":"","mail":"k@example.jp","tel":"080-5555-8888","at":"2024-04-01"})" "\n");
  sync();
  erase(small_.hub(), std::stoll(small_.select("SELECT id FROM master.customer WHERE family = '黒田'").at(0).at(0)), "佐藤", "", clock_, false);
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(small_.select("SELECT array_to_string(phone, ' ') FROM master.customer WHERE family = '中村'")[0][0], "03-1234-0040");
  for (const char* left : {"master.proposal x", "identity.open_proposal x", "identity.proposal_word x", "identity.pin x", "master.customer x", "master.customer_history x", "master.contact_point x"})
    EXPECT_EQ(small_.select(std::string("SELECT count(*) FROM ") + left + " WHERE x::text ~ '5555-?[78]{4}'")[0][0], "0") << left;
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
