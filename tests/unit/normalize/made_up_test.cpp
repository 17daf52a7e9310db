// Values that stand for none, and addresses that no letter can be brought to.
#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "core/normalize/post_address.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

TEST(MadeUp, IsTheKeyOfWhatPeopleTypeForNone) {
  const struct {
    const char *type, *value;
    bool made_up;
  } cases[] = {
      {"phone", "03-1234-5678", true}, {"phone", "090-0000-0000", true}, {"phone", "0120-123-456", true}, {"phone", "090-1982-4535", false},
      {"email", "test@example.com", true}, {"email", "a@b.invalid", true}, {"email", "test@aozora.jp", false}, {"email", "taro@example.com", false}, {"email", "taro", false},
      {"date", "1900-01-01", true}, {"date", "9999-12-31", true}, {"date", "1980-05-05", false}, {"text", "03-1234-5678", false},
  };
  for (const auto& c : cases) EXPECT_EQ(keys(c.type, {c.value}).made_up, c.made_up) << c.value;
  EXPECT_EQ(said(email("Test@example.com")), "made_up_email");
  EXPECT_EQ(said(email("taro@aozora.example")), "");
}

TEST(PostAddress, NamesAHouse) {
  for (const char* shown : {"〒810-0001 福岡県福岡市中央区天神五丁目19-16", "東京都港区海岸1-2-3 ハイツ海岸101", "東京都青ヶ島村無番地", "〒100-2101 東京都小笠原村父島字西町", "東京都渋谷区神南 ハイツ神南",
                            "東京都渋谷区神南 山田様方", "北海道札幌市中央区北一条西二丁目", "〒163-8001 東京都新宿区西新宿", "〒163-8001 東京都新宿区", "東京都渋谷区 渋谷郵便局私書箱12号", "北海道虻田郡倶知安町字山田無番地",
                            "123 Main St, Springfield, IL"})
    EXPECT_TRUE(takes_post(shown)) << shown;
  for (const char* shown : {"〒810-0001", "〒810-0001 福岡県福岡市中央区天神", "福岡県福岡市中央区天神五丁目", "福岡県", "東京都渋谷区", "〒399-8205 長野県安曇野市豊科", "東京都渋谷区神南 101号室", "〒163-8001", "東京都小笠原村", ""})
    EXPECT_FALSE(takes_post(shown)) << shown;
}

}  // namespace
}  // namespace musubi::normalize
