// What a program says of rows that it could not deliver whole, or that did not come.
#include "connectors/process/changes.hpp"
#include "connectors/process/tally.hpp"
#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

TEST(LostValues, AreThoseThatAreEmptiedOrCut) {
  auto lost = [](const std::string& changes) { return lost_values("{\"changes\":" + changes + "}"); };
  EXPECT_EQ(lost(R"([{"field":"name","change":"NULLED","reason":"SOURCE_RETRIEVAL_ERROR"},
                     {"field":"memo","change":"TRUNCATED","reason":"SOURCE_FIELD_SIZE_LIMITATION"}])"),
            "name (NULLED, SOURCE_RETRIEVAL_ERROR), memo (TRUNCATED, SOURCE_FIELD_SIZE_LIMITATION)");
  EXPECT_EQ(lost(R"([{"field":"name","change":"NULLED"}])"), "name (NULLED)");
  EXPECT_EQ(lost(R"([{"field":"name","change":"RETYPED"}, 1])"), "");
  EXPECT_EQ(lost("[]"), "");
  EXPECT_EQ(lost("7"), "");
  EXPECT_EQ(lost_values(""), "");
}

TEST(Tally, ComparesWhatIsSaidWithWhatCame) {
  auto gap = [](int ours, int others, int unsure, const std::string& state) -> std::string {
    Tally tally;
    while (ours--) tally.came(true);
    while (others--) tally.came(false);
    while (unsure--) tally.unsure();
    auto count = tally.at_state(state);
    return count ? std::to_string(count->said) + " " + std::to_string(count->came) : "";
  };
  const std::string five = R"({"type":"STREAM","sourceStats":{"recordCount":5.0}})",
                    of_all = R"({"type":"GLOBAL","sourceStats":{"recordCount":5}})";
  EXPECT_EQ(gap(5, 9, 0, five), "");
  EXPECT_EQ(gap(4, 1, 0, five), "5 4");
  EXPECT_EQ(gap(4, 0, 1, five), "");
  EXPECT_EQ(gap(3, 0, 1, five), "5 3");
  EXPECT_EQ(gap(6, 0, 0, five), "5 6");
  EXPECT_EQ(gap(4, 1, 0, of_all), "");
  EXPECT_EQ(gap(4, 0, 0, R"({"type":"STREAM"})"), "");
  EXPECT_EQ(gap(4, 0, 0, R"({"sourceStats":{"recordCount":"many"}})"), "");
}

struct ProcessLoss : ProcessRead {
  int32_t reads(const std::string& reading, const std::string& streams = R"([{"name": "t"}])") {
    notes.lines.clear();
    notes.failure.clear();
    airbyte(streams, reading);
    return read();
  }
  const std::string told = "def told(n): say('STATE', state={'type': 'STREAM', 'stream': {'stream_descriptor': {'name': 't'}, "
                           "'stream_state': {'at': n}}, 'sourceStats': {'recordCount': n}})\n";
};

TEST_F(ProcessLoss, ARowWithAnEmptiedFieldIsHeld) {
  EXPECT_EQ(reads("record('t', 1, meta={'changes': [{'field': 'name', 'change': 'NULLED', 'reason': 'SOURCE_RETRIEVAL_ERROR'}]})\n"
                  "record('t', 2, meta={'changes': []})"),
            MU_OK);
  EXPECT_EQ(heard("held "), Strings{R"(held lost_values {"id": 1})"});
  EXPECT_EQ(heard("record "), Strings{R"(record 2 {"id": 2})"});
}

TEST_F(ProcessLoss, RowsThatDidNotComeFailTheReadBeforeTheState) {
  EXPECT_EQ(reads(told + "record('t', 1); told(1); record('t', 2); told(500); time.sleep(60)"), MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("sent 500 rows of t, but 1 came"), std::string::npos) << notes.failure;
  EXPECT_EQ(heard("state ").size(), 1u);
}

TEST_F(ProcessLoss, HeldRowsCameAndTooManyAreOnlyTold) {
  EXPECT_EQ(reads(told + "record('t', 1, meta={'changes': [{'field': 'a', 'change': 'TRUNCATED'}]}); record('t', None); told(2)"),
            MU_OK);
  EXPECT_EQ(heard("held ").size(), 2u);
  EXPECT_EQ(heard("log "), Strings());
  EXPECT_EQ(reads(told + R"(print('{"type": "RECORD", "record": {"stream": "t", "da'); record('t', 1); told(2))"), MU_OK)
      << "the broken line may be the other";
  EXPECT_EQ(reads(told + "record('t', 1); record('t', 2); told(1)"), MU_OK);
  EXPECT_EQ(heard("log ").size(), 1u);
}

/// The place in a list means nothing once the list has changed.
TEST_F(ProcessLoss, AFullReadGoesOnWithinOneRunAlone) {
  airbyte(R"([{"name": "t"}])",
          "given = sys.argv[sys.argv.index('--state') + 1] if '--state' in sys.argv else None\n"
          "print('from', open(given).read() if given else 'the start', file=sys.stderr)\n"
          "state('t', 3)\n"
          "sys.exit(0 if given else 1)");
  EXPECT_EQ(read(), MU_TRANSIENT);
  const std::string kept = heard("state ").back().substr(6);
  notes.lines.clear();
  EXPECT_EQ(read("t", kept), MU_TRANSIENT) << "a later run";
  EXPECT_EQ(heard("log from"), Strings{"log from the start"});
  notes.lines.clear();
  EXPECT_EQ(with_open([&](const mu_connector* c, void* self) {
              EXPECT_EQ(c->read(self, sdk::text(std::string_view("t")), {}), MU_TRANSIENT);
              return c->read(self, sdk::text(std::string_view("t")), sdk::text(std::string_view(kept)));
            }),
            MU_OK)
      << "a retry";
  ASSERT_EQ(heard("log from").size(), 2u);
  EXPECT_NE(heard("log from")[1].find("\"at\": 3"), std::string::npos) << heard("log from")[1];
}

TEST_F(ProcessLoss, AStateOfNothingButAnEndIsNeverPassedOn) {
  airbyte(R"([{"name": "t", "supported_sync_modes": ["incremental"], "source_defined_cursor": True}])",
          "assert '--state' not in sys.argv; record('t', 1)");
  EXPECT_EQ(read("t", R"({"v":1,"by":"airbyte incremental","done":true,"program":{"type":"STREAM","stream":)"
                      R"({"stream_descriptor":{"name":"t"},"stream_state":{"__ab_full_refresh_sync_complete":true}}}})"),
            MU_OK);
  EXPECT_EQ(heard("record ").size(), 1u);
}

TEST_F(ProcessLoss, OfTwoErrorsTheStreamsOwnCounts) {
  EXPECT_EQ(reads("error(message='HTTP 401', stream_descriptor={'name': 'other'}); error(message='boom', "
                  "stream_descriptor={'name': 't'}); sys.exit(1)",
                  R"([{"name": "t"}, {"name": "other"}])"),
            MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("boom"), std::string::npos) << notes.failure;
}

}  // namespace
}  // namespace musubi::process
