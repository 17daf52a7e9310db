// Proposals: one for each value, in the form that equal ones share; what is noted and what holds a record.
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

std::string yaml(const std::string& field) {
  return "source: mail.messages\nparties:\n  person: {kind: person, name: 氏名, email: メール}\nfacts:\n"
         "  change: {kind: proposal, of: person, field: " + field + ", value: 値, at: 日付, source: {const: 署名}, wording: 文言}\n";
}

std::string json(const std::string& value) { return R"({"氏名":"中村 美咲","メール":"n@example.jp","日付":"2026-04-01","文言":"①部長","値":)" + value + "}"; }

TEST(Proposal, HasTheValueThatEqualOnesShare) {
  Mapped out = mapped(yaml("{const: company}"), json(R"("㈱青空商事")"));
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(cell_of(out.facts[0], "field"), "company");
  EXPECT_EQ(cell_of(out.facts[0], "value"), "青空商事");
  EXPECT_EQ(cell_of(out.facts[0], "shown"), "株式会社青空商事");
  EXPECT_EQ(cell_of(out.facts[0], "wording"), "①部長");
  EXPECT_EQ(cell_of(out.facts[0], "at"), "2026-03-31 15:00:00+00");
}

TEST(Proposal, EachValueIsOne) {
  Mapped out = mapped(yaml("{const: phone}"), json(R"(["03-1234-0041","０３（１２３４）００４１","090-1234-0041"])"));
  ASSERT_EQ(out.facts.size(), 2u);
  EXPECT_EQ(cell_of(out.facts[0], "value"), "+81312340041");
  EXPECT_EQ(cell_of(out.facts[1], "value"), "+819012340041");
  EXPECT_NE(out.facts[0].key, out.facts[1].key);
}

TEST(Proposal, WithoutAValueSaysNothing) {
  EXPECT_TRUE(mapped(yaml("{const: title}"), json(R"("")")).facts.empty());
  EXPECT_TRUE(mapped(yaml("{const: title}"), json("[]")).facts.empty());
}

TEST(Proposal, ThatCannotBeReadIsNotedAndTheRecordCounts) {
  Mapped out = mapped(yaml("{const: phone}"), json(R"(["12","090-1234-0041"])"));
  EXPECT_FALSE(out.problem);
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_NE(note_ids(out), "");
}

TEST(Proposal, NewsOfAnEmploymentAreOfFourKinds) {
  Mapped out = mapped(yaml("{const: employment}"), json(R"("ended")"));
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(cell_of(out.facts[0], "value"), "ended");
  EXPECT_EQ(cell_of(out.facts[0], "shown"), "-");
  out = mapped(yaml("{const: employment}"), json(R"("retired")"));
  ASSERT_TRUE(out.problem);
  EXPECT_EQ(out.problem->id, "map.no_employment_news");
}

TEST(Proposal, AStopAtAnAddressThatIsNotNamedNeedsNoValueThatCanBeRead) {
  Mapped out = mapped(yaml("{const: opt_out}"), json(R"("2026-04-01")"));
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(cell_of(out.facts[0], "value"), "2026-04-01");
  EXPECT_EQ(cell_of(out.facts[0], "shown"), "other_address");
}

TEST(Proposal, OfNoFieldIsHeld) {
  Mapped out = mapped(yaml("{const: rank}"), json(R"("部長")"));
  ASSERT_TRUE(out.problem);
  EXPECT_EQ(out.problem->id, "map.no_proposed_field");
}

}  // namespace
}  // namespace musubi
