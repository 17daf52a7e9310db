// Who read whom: kept, asked for, forgotten in time, and without a word of somebody who was erased.
#include "core/store/audit.hpp"

#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class Audit : public HubTest {
 protected:
  Audit() { sql("truncate hub.audit_log"); }
  void keep(const std::string& when, const std::string& who, const std::string& what, std::vector<int64_t> customers, const std::string& why = "") {
    Session session = store().begin();
    keep_audit(session, {at(when), "command", who, what, why, {}, std::move(customers), {}, 0, {"name"}});
    session.commit();
  }
  std::string whats(const AuditQuestion& question) {
    Session session = store().begin();
    std::string out;
    for (const Audited& one : audit_log(session, question)) out += (out.empty() ? "" : ", ") + one.what;
    return out;
  }
  static AuditQuestion of(int64_t customer) { return {customer, "", {}, 100}; }
};

TEST_F(Audit, ComesBackAsItWasKept) {
  Session session = store().begin();
  Audited one{at("2026-02-03T04:05:06Z"), "api", "crm", "customer find", "折り返し, \"急ぎ\"", {"text", "phone"}, {5, 3, 5}, {}, 0, {"name", "phone"}};
  keep_audit(session, one);
  std::vector<Audited> log = audit_log(session, {});
  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log[0].at, one.at);
  EXPECT_EQ(log[0].door + "/" + log[0].who + "/" + log[0].what + "/" + log[0].why, "api/crm/customer find/折り返し, \"急ぎ\"");
  EXPECT_EQ(log[0].asked, one.asked);
  EXPECT_EQ(log[0].customers, (std::vector<int64_t>{3, 5})) << "each once, in order";
  EXPECT_EQ(log[0].rows, 2);
  EXPECT_EQ(log[0].fields, one.fields);
  EXPECT_FALSE(log[0].up_to);
}

TEST_F(Audit, IsAskedByCustomerPersonAndTime) {
  keep("2026-01-01T00:00:00Z", "sato", "a", {1});
  keep("2026-01-02T00:00:00Z", "tanaka", "b", {1, 2});
  keep("2026-01-03T00:00:00Z", "sato", "c", {});
  EXPECT_EQ(whats({}), "c, b, a") << "newest first";
  EXPECT_EQ(whats(of(1)), "b, a");
  EXPECT_EQ(whats(of(2)), "b");
  EXPECT_EQ(whats({0, "sato", {}, 100}), "c, a");
  EXPECT_EQ(whats({0, "", at("2026-01-02T00:00:00Z"), 100}), "c, b");
  EXPECT_EQ(whats({0, "", {}, 1}), "c");
}

TEST_F(Audit, FindsWhatWasReadUnderTheIdsThatWereMerged) {
  sql("insert into identity.profile (id, connection, stream, record_key, party, kind, entered_by, gone, stub, customer_id)"
      " values (11, 'pos', 'members', 'k1', 'p', 'person', 'staff', false, false, 11), (12, 'pos', 'members', 'k2', 'p', 'person', 'staff', false, false, 11)");
  keep("2026-01-01T00:00:00Z", "sato", "before", {12});
  EXPECT_EQ(whats(of(11)), "before");
  EXPECT_EQ(whats(of(12)), "before");
  EXPECT_EQ(whats(of(13)), "");
}

TEST_F(Audit, AnExportConcernsEverybodyWhoWasThere) {
  Session session = store().begin();
  Audited one{at("2026-01-01T00:00:00Z"), "command", "sato", "export customers", "", {}, {}, 7, 5, {}};
  keep_audit(session, one);
  session.commit();
  EXPECT_EQ(whats(of(7)), "export customers");
  EXPECT_EQ(whats(of(8)), "") << "came later";
}

TEST_F(Audit, IsForgottenInTime) {
  keep("2026-01-01T00:00:00Z", "sato", "old", {1});
  keep("2026-01-02T00:00:00Z", "sato", "new", {1});
  Session session = store().begin();
  EXPECT_EQ(forget_audit(session, at("2026-01-02T00:00:00Z")), 1);
  session.commit();
  EXPECT_EQ(whats({}), "new");
}

TEST_F(Audit, OfSomebodyErasedKeepsWhoAndWhenButNoReason) {
  keep("2026-01-01T00:00:00Z", "sato", "customer show", {1, 2}, "小鳥遊様の件");
  keep("2026-01-01T00:00:00Z", "sato", "customer show", {2}, "kotori@example.jp から");
  keep("2026-01-01T00:00:00Z", "sato", "customer show", {2}, "月次の確認");
  keep("2026-01-01T00:00:00Z", "sato", "customer erase", {1}, "本人の請求");
  Session session = store().begin();
  Erasure erasure;
  erasure.customer = 1;
  erasure.profiles = {1};
  erasure.traces = {"kotori@example.jp"};
  session.erase(erasure);
  session.commit();
  EXPECT_EQ(value("select string_agg(who || ':' || why, ',' order by id) from hub.audit_log"), "sato:,sato:,sato:月次の確認,sato:本人の請求");
}

}  // namespace
}  // namespace musubi
