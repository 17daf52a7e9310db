// carry_down: what stands on the first row of a slip alone stands on each of its rows.
#include <gtest/gtest.h>

#include "core/text/encoding.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

const std::string rule = R"(, "carry_down": {"at": "区切", "columns": ["日付", "番号"]})";

/// "日付/番号/金額" of each record.
std::vector<std::string> told(const FakeHost& host) {
  std::vector<std::string> out;
  for (const Heard& one : host.records) out.push_back(member(one, "日付") + "/" + member(one, "番号") + "/" + member(one, "金額"));
  return out;
}

class CarryDownTest : public testing::Test {
 protected:
  int32_t read(const std::string& csv, const std::string& more = rule) { return read_list(host, R"("path": ")" + folder.put("list.csv", csv) + R"(", "skip_totals": false)" + more); }
  std::vector<std::string> records(const std::string& csv, const std::string& more = rule) {
    EXPECT_EQ(read(csv, more), MU_OK) << host.failed_sentence;
    return told(host);
  }
  using Rows = std::vector<std::string>;
  Folder folder;
  FakeHost host;
};

TEST_F(CarryDownTest, FillsTheRowsOfASlip) {
  EXPECT_EQ(records("区切,日付,番号,金額\n*,2026/01/31,7,100\n,,,200\n,　,,300\n*,2026/02/01,8,400\n,,,500\n"),
            (Rows{"2026/01/31/7/100", "2026/01/31/7/200", "2026/01/31/7/300", "2026/02/01/8/400", "2026/02/01/8/500"}));
  EXPECT_NE(host.records[1].key.substr(0, 32), host.records[4].key.substr(0, 32));
}

TEST_F(CarryDownTest, LeavesWhatIsThere) {
  EXPECT_EQ(records("区切,日付,番号,金額\n*,2026/01/31,7,100\n,2026/02/01,,200\n,,,300\n"), (Rows{"2026/01/31/7/100", "2026/02/01/7/200", "2026/02/01/7/300"}));
}

TEST_F(CarryDownTest, CarriesNothingFromSlipToSlip) {
  EXPECT_EQ(records("区切,日付,番号,金額\n,,,50\n,2026/01/30,,60\n,,,70\n*,2026/01/31,7,100\n*,,8,200\n,,,300\n"), (Rows{"//50", "2026/01/30//60", "//70", "2026/01/31/7/100", "/8/200", "/8/300"}));
}

TEST_F(CarryDownTest, GoesOnBehindATotal) {
  const std::string csv = "区切,日付,番号,金額\n*,2026/01/31,7,100\n小計,,,100\n,,,200\n合計,,,300\n*,2026/02/01,8,400\n【総計】,,,700\n,,,500\n";
  const Rows due{"2026/01/31/7/100", "//100", "2026/01/31/7/200", "//300", "2026/02/01/8/400", "//700", "2026/02/01/8/500"};
  EXPECT_EQ(records(csv), due);
  host.forget();
  EXPECT_EQ(read_list(host, R"("path": ")" + folder.path("list.csv") + R"(")" + rule), MU_OK);
  EXPECT_EQ(told(host), due);
}

TEST_F(CarryDownTest, StopsAtARowThatMayHaveBegunASlip) {
  EXPECT_EQ(records("区切,日付,番号,金額\n*,2026/01/31,7,100\n*,2026/02/01,8,200,more,cells\n,,,300\n*,2026/02/02,9,400\n,,,500\n"), (Rows{"2026/01/31/7/100", "//300", "2026/02/02/9/400", "2026/02/02/9/500"}));
  EXPECT_EQ(host.held.size(), 1u);
}

TEST_F(CarryDownTest, ReadsFilesWithoutTheMark) {
  EXPECT_EQ(records("日付,番号,金額\n2026/01/31,7,100\n,,200\n"), (Rows{"2026/01/31/7/100", "//200"}));
  ASSERT_FALSE(host.lines.empty());
  EXPECT_NE(host.lines[0].find("carry_down names columns that are not there: 区切"), std::string::npos) << host.lines[0];
}

TEST_F(CarryDownTest, FindsColumnsInOtherWidths) {
  EXPECT_EQ(records("Ｎｏ,日付,番号,金額\n*,2026/01/31,7,100\n,,,200\n", R"(, "carry_down": {"at": "no", "columns": ["日 付", "番号"]})"), (Rows{"2026/01/31/7/100", "2026/01/31/7/200"}));
}

TEST_F(CarryDownTest, StartsAgainBehindWhatWasDelivered) {
  std::string csv = "区切,日付,番号,金額\n*,2026/01/31,7,0\n";
  for (int i = 1; i < 12'000; ++i) csv += ",,," + std::to_string(i) + "\n";
  const std::string members = R"("path": ")" + folder.put("long.csv", csv) + R"(")" + rule;
  host.stop_after_checkpoints = 1;
  EXPECT_EQ(read_list(host, members), MU_STOPPED);
  host.stop_after_checkpoints = SIZE_MAX;
  const std::string state = host.state();
  host.forget();
  EXPECT_EQ(read_list(host, members, state), MU_OK);
  EXPECT_EQ(told(host).back(), "2026/01/31/7/11999");
  EXPECT_LT(host.records.size(), 12'000u);
}

TEST_F(CarryDownTest, WantsBothWords) {
  for (const char* wrong : {R"({"at": "区切"})", R"({"columns": ["日付"]})", R"({"at": "", "columns": ["日付"]})", R"({"at": "区切", "columns": []})", R"({"at": "区切", "columns": ["日付"], "to": "x"})", R"("区切")"}) {
    EXPECT_EQ(read("区切,日付\n*,x\n", std::string(R"(, "carry_down": )") + wrong), MU_CONFIG) << wrong;
    EXPECT_NE(host.failed_arg("setting").find("streams.list.carry_down"), std::string::npos) << wrong;
  }
}

}  // namespace
}  // namespace musubi::test
