// How a program ends, and who must act on it.
#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

TEST_F(ProcessRead, ACodeAbove128IsNoSignal) {
  auto ends = [&](const std::string& script) {
    singer(script);
    return read();
  };
  EXPECT_EQ(ends("echo 'ERROR 401 Unauthorized: invalid token' >&2; exit 255"), MU_AUTH);
  EXPECT_NE(notes.failure.find("exit code 255"), std::string::npos) << notes.failure;
  EXPECT_EQ(ends("echo 'Config is missing required keys' >&2; exit 129"), MU_CONFIG);
  EXPECT_EQ(ends("echo 'boom' >&2; exit 137"), MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("exit code 137"), std::string::npos) << notes.failure;
  EXPECT_EQ(ends("echo 'ERROR 401 Unauthorized' >&2; kill -9 $$"), MU_TRANSIENT)
      << "nobody knows who killed it";
  EXPECT_NE(notes.failure.find("signal 9"), std::string::npos) << notes.failure;
  EXPECT_EQ(ends("echo 'Unhandled exception: HTTP 401 (Unauthorized)' >&2; kill -ABRT $$"), MU_AUTH);
  EXPECT_EQ(ends("echo 'assertion failed' >&2; kill -ABRT $$"), MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("signal 6"), std::string::npos) << notes.failure;
}

struct ProcessProgress : ProcessRead {
  /// The result of a read that says so; the stream is `t`.
  int32_t reads(const std::string& reading) {
    notes.lines.clear();
    notes.failure.clear();
    airbyte(R"([{"name": "t"}, {"name": "parent"}])", reading);
    return read();
  }
  bool is_done() const {
    const Strings states = heard("state ");
    return !states.empty() && states.back().find("\"done\":true") != std::string::npos;
  }
};

TEST_F(ProcessProgress, AnIncompleteStreamIsNoSuccess) {
  EXPECT_EQ(
      reads(
          "status('t', 'STARTED'); record('t', 1); state('t', 1); record('t', 2); status('t', 'INCOMPLETE')"),
      MU_TRANSIENT);
  EXPECT_EQ(heard("state ").size(), 1u) << "what it gave a state for stays";
  EXPECT_FALSE(is_done());
  EXPECT_NE(notes.failure.find("STREAM_STATUS"), std::string::npos) << notes.failure;
  EXPECT_EQ(reads("status('t', 'INCOMPLETE')"), MU_TRANSIENT) << "a stream that the source has no longer";
  EXPECT_EQ(reads("status('t', 'STARTED'); status('t', 'INCOMPLETE'); error(message='HTTP 401', "
                  "failure_type='system_error')"),
            MU_AUTH);
  EXPECT_EQ(reads("print('ERROR 401 Unauthorized', file=sys.stderr); status('t', 'INCOMPLETE')"), MU_AUTH);
  EXPECT_EQ(reads("status('t', 'STARTED'); status('parent', 'INCOMPLETE'); status('t', 'COMPLETE')"), MU_OK)
      << "another stream";
}

TEST_F(ProcessProgress, WhoSaysThatItBeginsSaysThatItEnds) {
  EXPECT_EQ(reads("status('t', 'STARTED'); status('t', 'RUNNING'); record('t', 1)"), MU_TRANSIENT);
  EXPECT_FALSE(is_done());
  EXPECT_EQ(reads("status('t', 'STARTED'); record('t', 1); status('t', 'COMPLETE')"), MU_OK);
  EXPECT_TRUE(is_done());
  EXPECT_EQ(reads("status('t', 'COMPLETE'); status('t', 'RUNNING')"), MU_OK)
      << "a limit of rates, told behind it";
  EXPECT_EQ(reads("status('t', 'RUNNING'); record('t', 1)"), MU_OK)
      << "told for a request, by a program that tells no more";
  EXPECT_EQ(reads("record('t', 1)"), MU_OK) << "an old program";
  EXPECT_EQ(
      reads("status('t', 'INCOMPLETE'); status('t', 'STARTED'); record('t', 1); status('t', 'COMPLETE')"),
      MU_OK)
      << "tried again by itself";
  EXPECT_EQ(
      reads("status('t', 'STARTED', namespace='public'); status('t', 'INCOMPLETE', namespace='public')"),
      MU_TRANSIENT);
}

TEST_F(ProcessProgress, IsJudgedByWhatAnErrorSaysToItsMaker) {
  EXPECT_EQ(reads("error(message='Something went wrong in the connector.', internal_message='HTTPError: 401 "
                  "Client Error: Unauthorized', failure_type='system_error'); sys.exit(1)"),
            MU_AUTH);
  EXPECT_EQ(notes.failure.find("HTTPError"), std::string::npos) << "and not shown";
  EXPECT_EQ(reads("error(message='', internal_message='', failure_type='system_error'); sys.exit(1)"),
            MU_TRANSIENT);
}

TEST_F(ProcessRead, ALeftProcessThatWritesForEverHoldsNothingUp) {
  singer(R"(echo '{"type":"RECORD","stream":"t","record":{"id":1}}'
python3 -c '
import os, time
os.setsid()
for i in range(1000000):
    os.write(2, b"INFO noise\n" * 100)
' &
sleep 0.2)");
  auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(read(), MU_OK);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(25));
  EXPECT_EQ(heard("record").size(), 1u);
}

/// What it would still have written is not known to be read.
TEST_F(ProcessRead, ALeftProcessThatWritesRecordsOnFailsTheRead) {
  singer(R"(python3 -c '
import os
os.setsid()
open("begun", "w")
record = b"{\"type\":\"RECORD\",\"stream\":\"t\",\"record\":{\"id\":1}}\n"
for i in range(1000000):
    os.write(1, record * 1000)
' &
while [ ! -e begun ]; do sleep 0.01; done)");
  EXPECT_EQ(read(), MU_TRANSIENT);
  EXPECT_NE(notes.failure.find("wait for what it starts"), std::string::npos) << notes.failure;
  EXPECT_EQ(heard("state "), Strings()) << "nothing says that it is done";
}

TEST_F(ProcessRead, ReadsWhatIsWrittenJustBehindTheEnd) {
  singer(
      R"((sleep 0.0; head -c 300000 /dev/zero | tr '\0' ' '; echo '{"type":"RECORD","stream":"t","record":{"id":1}}'))");
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(heard("record").size(), 1u);
}

TEST_F(ProcessRead, CheckLogsInWhereTheCatalogueIsKnownByHeart) {
  config["streams"]["t"]["mode"] = "incremental";
  auto checks = [&](const std::string& reading) {
    notes.lines.clear();
    singer(reading);
    return check();
  };
  EXPECT_EQ(checks("echo 'CRITICAL HTTP 401: bad token' >&2; exit 1"), MU_AUTH);
  auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(checks(R"(echo '{"type":"RECORD","stream":"t","record":{"id":1}}'; sleep 60)"), MU_OK);
  const std::string state = R"(echo '{"type":"STATE","value":{}}'; )";
  EXPECT_EQ(checks(state + "echo 'CRITICAL HTTP 401: bad token' >&2; exit 1"), MU_AUTH) << "no proof of anything";
  EXPECT_EQ(checks(state + R"(sleep 0.5; echo '{"type":"RECORD","stream":"t","record":{"id":1}}'; sleep 60)"), MU_OK);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  EXPECT_EQ(
      checks(
          R"(echo '{"type":"SCHEMA","stream":"t","key_properties":["id"]}'; echo 'FATAL 403 Forbidden' >&2; exit 2)"),
      MU_AUTH);
  EXPECT_EQ(checks("true"), MU_OK) << "nothing to read";
  EXPECT_EQ(heard("record"), Strings()) << "and nothing of it is kept";
}

TEST_F(ProcessRead, SaysThatATapBeganAnew) {
  const std::string version = R"({"type":"ACTIVATE_VERSION","stream":"t","version":)";
  singer("echo '" + version + "17}'; echo '{\"type\":\"STATE\",\"value\":{\"at\":5}}'");
  EXPECT_EQ(read(), MU_OK);
  const std::string state = heard("state ").back().substr(6);
  EXPECT_EQ(state, R"({"v":1,"by":"singer incremental","done":true,"version":"17","program":{"at":5}})");
  EXPECT_EQ(read("t", state), MU_OK);
  EXPECT_EQ(heard("log "), Strings());
  singer("echo '" + version + "18}'");
  EXPECT_EQ(read("t", state), MU_OK);
  ASSERT_EQ(heard("log ").size(), 1u);
  EXPECT_NE(heard("log ")[0].find("complete: true"), std::string::npos);
  notes.lines.clear();
  config["streams"]["t"]["mode"] = "full";
  EXPECT_EQ(read("t", R"({"v":1,"by":"singer full","done":true,"version":"17"})"), MU_OK);
  EXPECT_EQ(heard("log "), Strings()) << "a whole read has a new version each time";
}

TEST_F(ProcessRead, AStateOfNothingIsNone) {
  singer(R"(echo '{"type":"STATE","value":null}')");
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(heard("state "), (Strings{R"(state {"v":1,"by":"singer incremental","done":true})"}));
}

}  // namespace
}  // namespace musubi::process
