// Where a message has its words, and what goes once it is taken back.
#include "core/map/words.hpp"

#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

constexpr const char* parties = "parties: {m: {kind: person, name: n}}\n";

TEST(Words, OfTheMessageAloneGo) {
  Mapping m = read_mapping(std::string("source: a.b\nwords: [message.text, message.parts.title, several.message.text, several.message.files]\n") + parties, "t");
  EXPECT_TRUE(names_words(m));
  const std::pair<const char*, const char*> cases[] = {
      {R"({"id":1,"message":{"id":"m1","text":"言葉","type":"text"}})", R"({"id":1,"message":{"id":"m1","type":"text"}})"},
      {R"({"message":{"text":"言葉"}})", R"({"message":{}})"},
      {R"({"several":[{"message":{"mid":"m1","text":"x","files":[{"name":"y"}]}},{"message":{"mid":"m2","text":"z"}}]})",
       R"({"several":[{"message":{"mid":"m1"}},{"message":{"mid":"m2","text":"z"}}]})"},
      {R"({"several":[{"message":{"mid":"m11","text":"x"}}]})", R"({"several":[{"message":{"mid":"m11","text":"x"}}]})"},
      {R"({"several":[{"message":{"mid":"m1","text":"x"}},{"message":{"mid":"m2","text":"y","reply_to":{"mid":"m1"}}},{"message":{"quotedMessageId":"m1","mid":"m3","text":"z"}}]})",
       R"({"several":[{"message":{"mid":"m1"}},{"message":{"mid":"m2","text":"y","reply_to":{"mid":"m1"}}},{"message":{"quotedMessageId":"m1","mid":"m3","text":"z"}}]})"},
      {R"({"message":{"mid":"m1","parts":[{"title":"言葉"},{"title":"語"}]}})", R"({"message":{"mid":"m1","parts":[{},{}]}})"},
      {R"({"message":{"mid":"m2","parts":[{"title":"言葉"}]}})", R"({"message":{"mid":"m2","parts":[{"title":"言葉"}]}})"},
      {R"({"n":"言葉"})", R"({"n":"言葉"})"},
  };
  for (const auto& [in, out] : cases) {
    EXPECT_EQ(without_words(m, in, "m1"), out);
    EXPECT_EQ(without_words(m, out, "m1"), out) << "once is enough";
  }
}

TEST(Words, OfAMappingThatNamesNoneStay) {
  Mapping m = read_mapping(std::string("source: a.b\n") + parties, "t");
  EXPECT_FALSE(names_words(m));
  EXPECT_EQ(without_words(m, R"({"text":"x","password":"y"})", "m1"), R"({"text":"x","password":"y"})");
}

TEST(Words, StandInFields) {
  try {
    read_mapping(std::string("source: a.b\nwords: [$row]\n") + parties, "t");
    FAIL() << "it is no field";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "map.no_field");
  }
}

}  // namespace
}  // namespace musubi
