// A state is carried on at the same source alone.
#include "core/flow/origin.hpp"

#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class OriginTest : public ::testing::Test {
 protected:
  StreamOrigin of(const std::string& config, const std::vector<std::string>& key = {"id"}, const std::string& stream = "customers") const {
    ConnectionSettings settings;
    settings.name = "shop";
    settings.connector = "http";
    settings.config_json = config;
    return origin_of(settings, {stream, key, {}}, folder.path);
  }
  Beginning begin(const StreamOrigin& now, bool again = false) {
    Session session = folder.begin();
    Beginning out = begin_stream(session, {"shop", "customers"}, now, again);
    session.commit();
    return out;
  }
  /// As a run that read from `from` leaves it.
  void read(const StreamOrigin& from) {
    begin(from);
    Session session = folder.begin();
    RawRecord record;
    record.id = {"shop", "customers", "1"};
    record.json = R"({"id":"1"})";
    session.land(session.start_run("shop", folder.clock.now()), {"shop", "customers"}, {record}, "cursor");
    session.commit();
  }
  musubi::testing::HubFolder folder;
};

TEST_F(OriginTest, IsWhatNamesTheSourceAndNothingElse) {
  const StreamOrigin plain = of(R"({"settings":{"endpoint":"https://a.example","page_size":"10","since":"2024-01-01"},"secrets":{"token":{"env":"A"}}})");
  EXPECT_EQ(plain, of(R"({"settings":{"endpoint":"https://a.example","page_size":"99","since":"2024-01-01"},"secrets":{"token":{"env":"B"}},"timeout":"9","key":{"file":"x"}})"));
  EXPECT_NE(plain.source, of(R"({"settings":{"endpoint":"https://b.example","page_size":"10","since":"2024-01-01"}})").source);
  EXPECT_EQ(plain.source, of(R"({"settings":{"endpoint":"https://a.example","since":"2020-01-01"}})").source);
  EXPECT_NE(plain.since, of(R"({"settings":{"endpoint":"https://a.example","since":"2020-01-01"}})").since);
  EXPECT_NE(of(R"({"endpoint":"imaps://m.example","auth":{"user":"a","password":"p"}})"), of(R"({"endpoint":"imaps://m.example","auth":{"user":"b","password":"p"}})"));
  EXPECT_EQ(of(R"({"endpoint":"imaps://m.example","auth":{"user":"a","password":"p"}})"), of(R"({"endpoint":"imaps://m.example","auth":{"user":"a","password":"q"}})"));
}

TEST_F(OriginTest, OfAStreamIsNotThatOfAnother) {
  const std::string two = R"({"streams":{"customers":{"path":"a.csv","key":["id"]},"orders":{"path":"o.csv"}}})";
  EXPECT_EQ(of(two), of(R"({"streams":{"customers":{"path":"a.csv","key":["id"]},"orders":{"path":"other.csv"},"third":{"path":"t"}}})"));
  EXPECT_NE(of(two).source, of(R"({"streams":{"customers":{"path":"b.csv","key":["id"]},"orders":{"path":"o.csv"}}})").source);
}

TEST_F(OriginTest, HoldsWhereAManifestAsks) {
  const std::string config = R"({"manifest":"manifests/shop.yaml"})";
  folder.write("manifests/shop.yaml", "streams:\n- retriever: {requester: {url_base: https://a.example}}\n");
  const StreamOrigin a = of(config);
  folder.write("manifests/shop.yaml", "version: 2\nstreams:\n- retriever: {requester: {url_base: https://a.example}}\n");
  EXPECT_EQ(of(config), a);
  folder.write("manifests/shop.yaml", "streams:\n- retriever: {requester: {url_base: https://b.example}}\n");
  EXPECT_NE(of(config).source, a.source);
}

TEST_F(OriginTest, AnotherSourceIsReadFromTheStartAndSaidSo) {
  const StreamOrigin a = of(R"({"endpoint":"https://a.example"})"), b = of(R"({"endpoint":"https://b.example"})");
  EXPECT_FALSE(begin(a).note) << "nothing was read yet";
  read(a);
  EXPECT_EQ(begin(a).state, "cursor");
  Beginning other = begin(b);
  EXPECT_EQ(other.state, "");
  EXPECT_EQ(other.note.value().id, "flow.other_source");
  EXPECT_EQ(begin(b).state, "") << "the old cursor is forgotten for good";
}

TEST_F(OriginTest, AStreamOfBeforeWeKnewGoesOn) {
  read(of(R"({"endpoint":"https://a.example"})"));
  {
    Session session = folder.begin();
    session.select("DELETE FROM source.stream_origin");
    session.commit();
  }
  Beginning begun = begin(of(R"({"endpoint":"https://b.example"})"));
  EXPECT_EQ(begun.state, "cursor");
  EXPECT_FALSE(begun.note);
}

TEST_F(OriginTest, AnEarlierStartIsReadAndALaterOneIsNot) {
  auto since = [&](const char* date) { return of(std::string(R"({"settings":{"since":")") + date + "\"}}"); };
  read(since("2024-01-01"));
  EXPECT_EQ(begin(since("2025-01-01")).state, "cursor");
  Beginning earlier = begin(since("2023-01-01"));
  EXPECT_EQ(earlier.state, "");
  EXPECT_EQ(earlier.note.value().id, "flow.earlier_start");
}

TEST_F(OriginTest, AnotherKeyIsRefusedUntilAllIsReadAgain) {
  const StreamOrigin by_id = of("{}", {"id"}), by_code = of("{}", {"code"});
  read(by_id);
  EXPECT_THROW(begin(by_code), Error);
  EXPECT_EQ(begin(by_id).state, "cursor") << "a refusal changes nothing";
  StreamOrigin unsaid = by_id;
  unsaid.key.clear();
  EXPECT_EQ(begin(unsaid).state, "cursor") << "there was no catalogue";
  EXPECT_THROW(begin(of("{}", {})), Error) << "rows that are known by what they say";
  Beginning again = begin(by_code, true);
  EXPECT_EQ(again.new_key.value(), by_code);
  EXPECT_EQ(again.state, "");
  EXPECT_THROW(begin(by_code), Error) << "only when all was read is the new key kept";
}

}  // namespace
}  // namespace musubi
