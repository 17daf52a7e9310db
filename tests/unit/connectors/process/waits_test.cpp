// Programs that wait, that renew a token on their way, and what they say before they end.
#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

struct ProcessWaits : ProcessRead {
  int32_t reads(const std::string& reading) {
    notes.lines.clear();
    notes.failure.clear();
    airbyte(R"([{"name": "t"}])",
            "def limited(**more): say('TRACE', trace={'type': 'STREAM_STATUS', 'emitted_at': 1, 'stream_status': "
            "{'stream_descriptor': {'name': 't'}, 'status': 'RUNNING', 'reasons': [{'type': 'RATE_LIMITED', 'rate_limited': more}]}})\n" +
                reading);
    return read();
  }
};

TEST_F(ProcessWaits, SilenceCountsFromTheQuotasReset) {
  config["timeout"] = 1;
  EXPECT_EQ(reads("limited(quota_reset=int((time.time() + 3) * 1000)); time.sleep(2.5); record('t', 1)"), MU_OK);
  EXPECT_EQ(reads("limited(); time.sleep(2.5); record('t', 1)"), MU_OK) << "nobody says till when";
  EXPECT_EQ(reads("limited(quota_reset=int(time.time() * 1000)); time.sleep(60)"), MU_RATE);
  EXPECT_NE(notes.failure.find("asked too often"), std::string::npos) << notes.failure;
  EXPECT_EQ(reads("limited(quota_reset=1); record('t', 1); time.sleep(60)"), MU_TRANSIENT) << "it went on";
}

TEST_F(ProcessWaits, ItsEndIsAMatterOfRates) {
  EXPECT_EQ(reads("limited(); sys.exit(1)"), MU_RATE);
  EXPECT_EQ(reads("limited(); error(message='gave up', failure_type='transient_error'); sys.exit(1)"), MU_RATE);
  EXPECT_EQ(reads("limited(); status('t', 'INCOMPLETE')"), MU_RATE);
  EXPECT_EQ(reads("limited(); record('t', 1); sys.exit(1)"), MU_TRANSIENT);
  config["time_limit"] = 1;
  EXPECT_EQ(reads("limited(quota_reset=int((time.time() + 9000) * 1000)); time.sleep(60)"), MU_RATE);
}

TEST_F(ProcessWaits, ASilentOneIsQuotedWhateverTheLevel) {
  config["timeout"] = 1;
  EXPECT_EQ(reads("say('LOG', log={'level': 'DEBUG', 'message': 'aside'}); say('LOG', log={'level': 'INFO', 'message': 'asking for page 7'}); time.sleep(60)"),
            MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("Its last words: asking for page 7."), std::string::npos) << notes.failure;
}

TEST_F(ProcessWaits, ATokenIsKeptWhileItReads) {
  singer(R"(echo '{"token":"second-token"}' > $config
echo '{"type":"STATE","value":1}'
sleep 0.7
echo '{"token":"third-token"' > $config; sleep 1.5
echo '{"token":"third-token"}' > $config; sleep 1.5
echo '{"type":"RECORD","stream":"t","record":{"id":1}}')");
  EXPECT_EQ(read(), MU_OK);
  ASSERT_EQ(notes.lines.size(), 5u);
  EXPECT_EQ(notes.lines[0], "keep secrets/token second-token") << "before the state";
  EXPECT_EQ(notes.lines[2], "keep secrets/token third-token") << "and before the record";
}

TEST_F(ProcessWaits, TheFirstComplaintCountsWhereTheLastSayNothing) {
  auto ends = [&](const std::string& script) {
    singer(script);
    return read();
  };
  const std::string refused = "echo \"WARNING Config validation failed: 'host' is a required property\" >&2\n",
                    trace = "for i in 1 2 3 4 5 6; do echo \"  File tap.py, line $i\" >&2; done; ",
                    end = "echo \"KeyError: 'host'\" >&2; exit 1";
  EXPECT_EQ(ends(refused + trace + end), MU_CONFIG);
  EXPECT_NE(notes.failure.find("'host' is a required property"), std::string::npos) << notes.failure;
  EXPECT_EQ(ends("echo 'ERROR HTTP 401' >&2\n" + trace + end), MU_AUTH);
  EXPECT_EQ(ends("echo 'WARNING HTTP 401' >&2\n" + trace + end), MU_TRANSIENT);
  EXPECT_EQ(ends("echo 'ERROR HTTP 401' >&2; sleep 0.5; echo '{\"type\":\"RECORD\",\"stream\":\"t\",\"record\":{\"id\":1}}'; sleep 0.5\n" + trace + end),
            MU_TRANSIENT)
      << "overcome";
  EXPECT_EQ(ends("echo 'ERROR HTTP 401' >&2\n" + trace + "echo 'Connection refused' >&2; exit 1"), MU_TRANSIENT);
}

}  // namespace
}  // namespace musubi::process
