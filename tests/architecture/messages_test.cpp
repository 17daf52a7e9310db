// Does everything that is said stand in both languages, and is everything that stands there said?
#include "tests/architecture/messages.hpp"

#include <gtest/gtest.h>

namespace musubi::architecture {
namespace {

const Files planted = {
    {"core/base/messages/store.inc",
     "// a comment\n"
     "{\"store.down\", Who::admin, \"「{where}」に接続できません。\", \"{where} cannot be reached.\"},\n"
     "{\"store.places\", Who::admin, \"「{where}」がありません。\", \"There is no {what}.\"},\n"
     "{\"store.empty\", Who::admin, \"\", \"x\"},\n"
     "{\"store.english\", Who::admin, \"Hello\", \"Hello\"},\n"
     "{\"pull.elsewhere\", Who::admin, \"あ\", \"a\"},\n"
     "{\"store.down\", Who::admin, \"あ\", \"a\"},\n"
     "{\"store.open\", Who::admin, \"あ\",\n"},
    {"core/store/store.cpp",
     "throw Error(\"store.down\");\n  // \"store.comment\"\nauto a = \"store.sql\", b = \"other.word\";\n"
     "throw Error(\"store.gone\");\nuse(\"store.places\", \"store.empty\", \"store.english\");\n"},
    {"core/base/messages/map.inc",
     "{\"map.shape_text\", Who::admin, \"あ\", \"a\"},\n{\"map.cut\", Who::admin, \"{ja}あ\", \"{en}\"},\n"
     "{\"map.uncut\", Who::admin, \"あ\", \"a\"},\n"},
    {"core/map/a.cpp", "say(\"map.shape_\" + shape);\nsay(\"map.\" + std::string(\"cut\"));\n"},
    {"tests/unit/store/a.cpp", "EXPECT_EQ(id, \"store.only_in_tests\");\n"},
};

TEST(MessagesTest, SeesFaultySentences) {
  EXPECT_EQ(
      printed(sentence_violations(planted)),
      "core/base/messages/store.inc:8: not one line of {\"id\", Who::…, \"日本語\", \"English\"},\n"
      "core/base/messages/store.inc:3: store.places: the two languages have different places for arguments\n"
      "core/base/messages/store.inc:4: store.empty: a language is empty\n"
      "core/base/messages/store.inc:5: store.english: the Japanese sentence is not Japanese\n"
      "core/base/messages/store.inc:6: pull.elsewhere: the id is not <room>.<words>\n"
      "core/base/messages/store.inc:7: store.down: stands twice\n");
}

TEST(MessagesTest, SeesIdsWithoutSentenceAndSentencesWithoutUse) {
  EXPECT_EQ(printed(id_violations(planted)),
            "core/base/messages/store.inc:6: pull.elsewhere: nothing says it\n"
            "core/base/messages/map.inc:3: map.uncut: nothing says it\n"
            "core/store/store.cpp:4: store.gone: no sentence in core/base/messages/\n");
}

TEST(MessagesTest, SentencesAreWhole) {
  EXPECT_EQ(printed(sentence_violations(project())), "");
}
TEST(MessagesTest, EveryIdIsSaidAndHasASentence) {
  EXPECT_EQ(printed(id_violations(project())), "");
}

TEST(MessagesTest, TheTablesWereRead) {
  Findings malformed;
  EXPECT_GT(sentences_of(project(), malformed).size(), 30U);
}

}  // namespace
}  // namespace musubi::architecture
