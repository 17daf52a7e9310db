// Patterns of whole addresses and numbers, in the PostgreSQL that reads them.
#include "core/store/whole_text.hpp"

#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class WholeText : public HubTest {
 protected:
  /// Which of the lines hold one of the texts, by number.
  std::string lines_with(const std::vector<std::string>& texts, const std::vector<std::string>& lines) {
    std::string out, condition = store::holds_whole("v.line", 1);
    std::vector<std::optional<std::string>> arguments;
    for (std::string& argument : store::whole_texts(texts)) arguments.emplace_back(std::move(argument));
    Session session = store().begin();
    for (size_t i = 0; i < lines.size(); ++i) {
      arguments.resize(2);
      arguments.emplace_back(lines[i]);
      if (!session.select("SELECT 1 FROM (SELECT $3::text AS line) v WHERE " + condition, arguments).rows.empty()) out += std::to_string(i) + " ";
    }
    return out;
  }
};

TEST_F(WholeText, IsAnAddressWithNothingAroundIt) {
  EXPECT_EQ(lines_with({"Ken@example.com"}, {"ken@example.com", R"({"m":"KEN@EXAMPLE.COM"})", "渋屋<ken@example.com>様", R"({"b":"宛先\nken@example.com\n"})", "ken@example.com.", "は ken@example.com。", "%89%94ken@example.com"}), "0 1 2 3 4 5 6 ");
  EXPECT_EQ(lines_with({"ken@example.com"}, {"taken@example.com", "x.ken@example.com", "ken+a@example.com", "ken@example.company", "ken@example.com.au", "ken@example.com-x", "kenexample.com", ""}), "");
  EXPECT_EQ(lines_with({"a.b+c@example.com"}, {"a.b+c@example.com", "axb+c@example.com", "a.bbc@example.com"}), "0 ");
}

TEST_F(WholeText, IsANumberWithoutFurtherDigits) {
  EXPECT_EQ(lines_with({"0312345678", "+81312345678"}, {"tel:0312345678.", "10312345678", "03123456789", R"({"t":"\u30000312345678"})", "+81312345678", "x0312345678x"}), "0 3 4 5 ");
  EXPECT_EQ(lines_with({}, {"0312345678"}), "");
}

}  // namespace
}  // namespace musubi
