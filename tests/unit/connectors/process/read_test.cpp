// Whole reads of small programs, written as shell scripts.
#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

TEST_F(ProcessRead, KeepsATokenThatTheProgramWroteIntoItsFile) {
  singer(R"(cat $config; echo; echo '{"token":"second-token"}' > $config; exit 1)");
  EXPECT_EQ(read(), MU_TRANSIENT);
  EXPECT_EQ(notes.lines, (Strings{"log a line of 23 bytes that is no message", "keep secrets/token second-token"}));
  singer("echo second-token first-token >&2");
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(notes.lines[2], "log *** first-token");
}

TEST_F(ProcessRead, JudgesItsEndOnlyByWhatItCallsAnError) {
  auto ends = [&](const std::string& said) {
    singer("echo '" + said + "' >&2; exit 1");
    return read();
  };
  EXPECT_EQ(ends("2026-01-31 09:00:00,401 | INFO | tap-x | HTTP 401, the token has expired: refreshing it"),
            MU_TRANSIENT);
  EXPECT_EQ(ends("INFO METRIC: {\"status\": 403}"), MU_TRANSIENT);
  EXPECT_EQ(ends("WARNING Retrying after an ERROR: HTTP 401"), MU_TRANSIENT);
  EXPECT_EQ(ends("time=2026-01-31 09:00:00 logger_name=tap_x.sync_strategies.by_binary_log_of_tables level=INFO message=METRIC: {\"tags\": {\"http_status_code\": 401}}"),
            MU_TRANSIENT);
  EXPECT_EQ(ends(R"({"time":"09:00:00","level":"INFO","message":"HTTP 401, refreshing"})"), MU_TRANSIENT);
  EXPECT_EQ(ends(R"({"time": "09:00:00", "level": "WARNING", "message": "HTTP 401, refreshing"})"), MU_TRANSIENT);
  EXPECT_EQ(ends("time=09:00:00 level=ERROR message=HTTP 401, after level=INFO"), MU_AUTH);
  EXPECT_EQ(ends("level=INFORMATIVE HTTP 401"), MU_AUTH);
  EXPECT_EQ(ends("INFORMATION: HTTP 401"), MU_AUTH);
  EXPECT_EQ(ends("2026-01-31 09:00:00 | ERROR | tap-x | HTTP 401"), MU_AUTH);
  EXPECT_EQ(ends("CRITICAL 403 Client Error: Forbidden"), MU_AUTH);
  EXPECT_EQ(ends("INFO MemoryError was seen elsewhere"), MU_TRANSIENT);
  EXPECT_EQ(ends("MemoryError"), MU_CONFIG);
}

TEST_F(ProcessRead, TellsEchoesInItsLogFromRecords) {
  auto record = [](int id) { return R"({"type":"RECORD","stream":"t","record":{"id":)" + std::to_string(id) + "}}\n"; };
  auto reads = [&](const std::string& output) {
    std::ofstream(folder / "output") << output;
    singer("cat output");
    notes.lines.clear();
    EXPECT_EQ(read(), MU_OK);
    std::erase_if(notes.lines, [](const std::string& line) { return line.starts_with("log ") || line.find("\"done\":true") != line.npos; });
    return notes.lines;
  };
  const std::string log = "2026-01-31 09:00:00 DEBUG wrote ", state = R"({"type":"STATE","value":7})";
  EXPECT_EQ(reads(record(1) + log + record(1)), Strings{"record 1 {\"id\":1}"});
  EXPECT_EQ(reads(log + record(1) + record(1)), Strings{"record 1 {\"id\":1}"});
  EXPECT_EQ(reads("50%" + record(1)), Strings{"record 1 {\"id\":1}"});
  EXPECT_EQ(reads(record(1) + log + state + "\n").size(), 1u);
  const std::string held = "held logged_record " + log + record(2);
  const Strings lone = reads(record(1) + log + record(2) + state + "\n");
  ASSERT_EQ(lone.size(), 3u);
  EXPECT_EQ(lone[1] + "\n", held);
  EXPECT_EQ(lone[2].substr(0, 5), "state");
  EXPECT_EQ(reads(log + record(2)), Strings{held.substr(0, held.size() - 1)});
  std::string many;
  for (int id = 0; id < 103; ++id) many += log + record(id);
  EXPECT_EQ(reads(many).size(), 103u);
}

TEST_F(ProcessRead, KeepsATokenThatIsRenewedOutsideARead) {
  std::ofstream(folder / "program.sh") << R"(echo '{"token":"second-token"}' > $2; echo '{"streams":[]}')";
  const mu_connector* c = musubi_connector();
  std::string text = config.dump();
  void* self = c->open(&notes.table, sdk::text(text));
  auto nothing = [](void*, mu_text) {};
  EXPECT_EQ(c->discover(self, nothing, nullptr), MU_OK);
  EXPECT_EQ(notes.lines, Strings{"keep secrets/token second-token"});
  notes.secrets["secrets/token"] = "third-token";
  EXPECT_EQ(c->check(self), MU_OK);
  EXPECT_EQ(notes.lines.size(), 2u);
  c->close(self);
}

TEST_F(ProcessRead, ReadsARecordThatOtherOutputRunsIntoAndHoldsABrokenOne) {
  config["line_size"] = 1;
  singer(R"(printf '50%%{"type":"RECORD","stream":"t","record":{"id":1}}\n'
printf '75%%{"type":"RECORD","stream":"t","record":{"id":2}}done\n'
printf '99%%{"type": "RECORD","stream":"t","record":{"id":3,"a":"'; head -c 1200000 /dev/zero | tr '\0' x; echo)");
  EXPECT_EQ(read(), MU_OK);
  ASSERT_EQ(notes.lines.size(), 4u);
  EXPECT_EQ(notes.lines[0], R"(record 1 {"id":1})");
  EXPECT_EQ(notes.lines[1], R"(held broken_line 75%{"type":"RECORD","stream":"t","record":{"id":2}}done)");
  EXPECT_TRUE(notes.lines[2].starts_with(R"(held long_line 99%{"type": "RECORD")")) << notes.lines[2].substr(0, 60);
}

TEST_F(ProcessRead, GoesOnFromItsState) {
  const std::string record = R"(echo '{"type":"RECORD","stream":"t","record":{"id":1}}')";
  singer(record + R"(
echo '{"type":"STATE","value":{"at":5}}')");
  EXPECT_EQ(read(), MU_OK);
  const std::string going = R"({"v":1,"by":"singer incremental","done":false,"program":{"at":5}})",
                    done = R"({"v":1,"by":"singer incremental","done":true,"program":{"at":5}})";
  EXPECT_EQ(notes.lines, (Strings{R"(record 1 {"id":1})", "state " + going, "state " + done}));
  notes.lines.clear();
  singer("cat $state >&2");
  EXPECT_EQ(read("t", done), MU_OK);
  EXPECT_EQ(notes.lines, (Strings{R"(log {"at":5})", "state " + done}));
}

TEST_F(ProcessRead, AFullReadBeginsAgain) {
  config["streams"]["t"]["mode"] = "full";
  singer("[ -z \"$state\" ] || cat $state >&2");
  EXPECT_EQ(read("t", R"({"v":1,"by":"singer full","done":false,"program":{"page":3}})"), MU_OK);
  EXPECT_EQ(notes.lines, (Strings{R"(state {"v":1,"by":"singer full","done":true})"})) << "broken off in another run";
  notes.lines.clear();
  EXPECT_EQ(read("t", R"({"v":1,"by":"singer full","done":true,"program":{"page":3}})"), MU_OK);
  EXPECT_EQ(notes.lines, (Strings{R"(state {"v":1,"by":"singer full","done":true})"}));
  notes.lines.clear();
  EXPECT_EQ(read("t", R"({"v":1,"by":"singer incremental","done":false,"program":{"page":3}})"), MU_OK);
  EXPECT_EQ(notes.lines.size(), 1u) << "a state of another way of reading counts for nothing";
}

TEST_F(ProcessRead, SendsNothingBehindAFailureAndNoCheckpoint) {
  singer(R"(echo '{"type":"STATE","value":{"at":1}}'
echo '{"type":"RECORD","stream":"t","record":{"id":1}}'
echo "last words" >&2
exit 7)");
  EXPECT_EQ(read(), MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("exit code 7"), std::string::npos) << notes.failure;
  EXPECT_NE(notes.failure.find("last words"), std::string::npos) << notes.failure;
  size_t states = 0;
  for (const std::string& line : notes.lines) states += line.starts_with("state");
  EXPECT_EQ(states, 1u);
}

TEST_F(ProcessRead, TellsKeysDeletionsAndReservedFields) {
  config["streams"]["t"]["key"] = {"a.b", "id"};
  singer(R"(cat <<'E'
{"type":"RECORD","stream":"t","record":{"id":"x|y","a":{"b":1.50}}}
{"type":"RECORD","stream":"t","record":{"id":"","a":{}}}
{"type":"RECORD","stream":"t","record":{"id":2,"_sdc_deleted_at":"2026-01-01"}}
{"type":"RECORD","stream":"t","record":{"_file":"own","id":3}}
{"type":"RECORD","stream":"other","record":{"id":4}}
E)");
  EXPECT_EQ(read(), MU_OK);
  Strings wanted{R"(record 1.50|x\|y {"id":"x|y","a":{"b":1.50}})", R"(held empty_key {"id":"","a":{}})",
                 R"(record |2 {"_deleted":true})", R"(record |3 {"_row":1,"_file":"t","_file":"own","id":3})",
                 "log 1 records of other streams were passed over",
                 R"(state {"v":1,"by":"singer incremental","done":true})"};
  EXPECT_EQ(notes.lines, wanted);
}

TEST_F(ProcessRead, HoldsALineThatIsTooLongAndGoesOn) {
  config["line_size"] = 1;
  singer(R"(for kind in '{"type":"RECORD","stream":"t","record":{"id":1,"text":"' 'noise '; do
  printf %s "$kind"; head -c 3000000 /dev/zero | tr '\0' x; echo '"}}'
done
echo '{"type":"RECORD","stream":"t","record":{"id":2}}')");
  EXPECT_EQ(read(), MU_OK);
  ASSERT_EQ(notes.lines.size(), 4u);
  EXPECT_TRUE(notes.lines[0].starts_with(R"(held long_line {"type":"RECORD","stream":"t","record":{"id":1,"text":"xx)"));
  EXPECT_LT(notes.lines[0].size(), 100'000u);
  EXPECT_TRUE(notes.lines[1].starts_with("log noise xx"));
  EXPECT_EQ(notes.lines[2], R"(record 2 {"id":2})");
}

TEST_F(ProcessRead, KeepsATokenThatAnAirbyteProgramAnnounces) {
  config["protocol"] = "airbyte";
  std::ofstream(folder / "program.sh") << R"(case $1 in
spec) echo '{"type":"SPEC","spec":{"connectionSpecification":{"properties":{"token":{"airbyte_secret":true}}}}}';;
discover) echo '{"type":"CATALOG","catalog":{"streams":[{"name":"t","supported_sync_modes":["full_refresh"]}]}}';;
read) echo '{"type":"CONTROL","control":{"type":"CONNECTOR_CONFIG","connectorConfig":{"config":{"token":"second-token"}}}}'
  echo '{"type":"LOG","log":{"level":"INFO","message":"with second-token"}}'
  echo '{"type":"STATE","state":{"data":{"at":1}}}';;
esac)";
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(notes.lines,
            (Strings{"keep secrets/token second-token", "log with ***",
                     R"(state {"v":1,"by":"airbyte full","done":false,"program":{"type":"LEGACY","data":{"at":1}}})",
                     R"(state {"v":1,"by":"airbyte full","done":true,"program":{"type":"LEGACY","data":{"at":1}}})"}));
}

}  // namespace
}  // namespace musubi::process
