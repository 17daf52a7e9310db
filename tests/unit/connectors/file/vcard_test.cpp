// Business cards: versions, foldings and encodings.
#include "connectors/file/vcard.hpp"

#include <gtest/gtest.h>

#include "core/text/encoding.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

using file::read_cards;
using text::Encoding;

std::string in_order(const file::Card& card) {
  std::string out;
  for (const auto& [name, value] : card.members) out += name + "=" + value + "|";
  return out;
}

TEST(FileVcard, Version3WithFoldedLinesAndEscapes) {
  auto cards = read_cards(
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙橋;一郎;;;様\r\nFN:髙橋 一郎\r\nORG:山田商事\\, "
      "東京;営業部;第一課\r\n"
      "item1.TEL;TYPE=WORK,VOICE:03-0000-0001\r\nTEL;TYPE=cell:090-0000-0001\r\nTEL;TYPE=WORK;TYPE=FAX:03-"
      "0000-0002\r\n"
      "TEL;TYPE=WORK:03-0000-0003\r\nADR;TYPE=WORK:;;港北1-2-3;横浜市;神奈川県;222-0000;日本\r\n"
      "NOTE:一行目\\n二行\r\n 目\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\nUID:card-1\r\nEND:VCARD\r\n",
      Encoding::utf8);
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].uid, "card-1");
  EXPECT_EQ(in_order(cards[0]),
            "N_FAMILY=髙橋|N_GIVEN=一郎|N_SUFFIX=様|FN=髙橋 一郎|ORG=山田商事, "
            "東京|ORG_UNIT=営業部|ORG_UNIT_2=第一課|"
            "TEL_WORK=03-0000-0001|TEL_CELL=090-0000-0001|TEL_FAX=03-0000-0002|TEL_WORK_2=03-0000-0003|"
            "ADR_WORK_STREET=港北1-2-3|ADR_WORK_LOCALITY=横浜市|ADR_WORK_REGION=神奈川県|ADR_WORK_POSTAL_"
            "CODE=222-0000|"
            "ADR_WORK_COUNTRY=日本|NOTE=一行目\n二行目|UID=card-1|");
}

TEST(FileVcard, Version4) {
  auto cards = read_cards(
      "BEGIN:VCARD\nVERSION:4.0\nFN:Hanako\nTEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+81-3-0000-0001\n"
      "EMAIL;PREF=1:hanako@example.com\nADR;LABEL=\"a: b; c\":;;1-1;千代田区;東京都;;\nEND:VCARD\n",
      Encoding::utf8);
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(in_order(cards[0]),
            "FN=Hanako|TEL_HOME=+81-3-0000-0001|EMAIL=hanako@example.com|ADR_STREET=1-1|ADR_LOCALITY="
            "千代田区|ADR_REGION=東京都|");
}

TEST(FileVcard, Version21WithQuotedPrintableShiftJis) {
  std::string quoted;
  for (unsigned char c : text::encode_cp932("髙橋;一郎")) {
    char hex[4];
    std::snprintf(hex, sizeof hex, "=%02X", c);
    quoted += c == ';' ? ";" : hex;
  }
  quoted.insert(12, "=\r\n");
  auto cards =
      read_cards("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:" + quoted +
                     "\r\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:" + text::encode_cp932("ﾀｶﾊｼ;ｲﾁﾛｳ;;;") +
                     "\r\nTEL;CELL;VOICE:09000000001\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n",
                 Encoding::utf8);
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(in_order(cards[0]),
            "N_FAMILY=髙橋|N_GIVEN=一郎|SOUND_FAMILY=ﾀｶﾊｼ|SOUND_GIVEN=ｲﾁﾛｳ|TEL_CELL=09000000001|");
  EXPECT_FALSE(cards[0].undecodable);
  EXPECT_EQ(in_order(cards[1]), "FN=B|");
}

TEST(FileVcard, CardsOfAWholeFileInShiftJis) {
  auto cards = read_cards(text::encode_cp932("BEGIN:VCARD\nFN:表示 能力\nEND:VCARD\n"), Encoding::cp932);
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(in_order(cards[0]), "FN=表示 能力|");
}

TEST(FileVcard, KeysAndWhatIsCutOff) {
  FakeHost host;
  Folder folder;
  std::string path = folder.put(
      "cards.vcf", "BEGIN:VCARD\nFN:A\nUID:u1\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n");
  ASSERT_EQ(read_list(host, "\"path\":\"" + path + "\""), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(host.records[0].key, "u1");
  EXPECT_TRUE(host.records[1].key.ends_with("#1"));
  ASSERT_EQ(host.held.size(), 1u);
  EXPECT_EQ(host.held[0].id, "card_cut_off");
  EXPECT_EQ(host.held[0].arg("row"), "3");
}

}  // namespace
}  // namespace musubi::test
