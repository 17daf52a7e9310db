// How streams are read: from a log, from a cursor, or whole, and what is refused.
#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

struct ProcessMethod : ProcessRead {
  /// A tap that finds these streams, shows what it is to read, and gives one record.
  void tap(const std::string& streams) {
    std::ofstream(folder / "found.json") << R"({"streams":)" << streams << "}";
    std::ofstream(folder / "program.sh") << R"(if [ "$3" = --discover ]; then cat found.json; exit; fi
cat $4 >&2
echo '{"type":"RECORD","stream":"public-a","record":{"id":1}}')";
  }
  static std::string logged(const std::string& name, const std::string& more = "") {
    return R"({"tap_stream_id":")" + name + R"(","key_properties":["id"],"metadata":[{"breadcrumb":[],"metadata":{"replication-method":"LOG_BASED")" + more + "}}]}";
  }
  bool is_refused(const std::string& stream) {
    notes.lines.clear();
    notes.failure.clear();
    return read(stream) == MU_CONFIG && heard("record ").empty() && notes.failure.find("slot") != std::string::npos;
  }
};

TEST_F(ProcessMethod, TwoStreamsOfOneLogAreRefusedBeforeTheyAreRead) {
  tap("[" + logged("public-a") + "," + logged("public-b") + R"(,{"tap_stream_id":"c"}])");
  EXPECT_TRUE(is_refused("public-a"));
  EXPECT_NE(notes.failure.find("public-a, public-b"), std::string::npos) << notes.failure;
  EXPECT_TRUE(is_refused("public-b"));
  EXPECT_EQ(check(), MU_CONFIG);
  EXPECT_FALSE(is_refused("c")) << "not from the log";
  config["streams"]["public-b"]["mode"] = "full";
  EXPECT_FALSE(is_refused("public-a"));
  EXPECT_EQ(heard("record ").size(), 1u);
  config.erase("streams");
  config["shared_slot"] = false;
  EXPECT_FALSE(is_refused("public-a"));
  EXPECT_EQ(check(), MU_OK);
  config["shared_slot"] = "no";
  EXPECT_EQ(check(), MU_CONFIG);
}

TEST_F(ProcessMethod, AWrittenCatalogueSelectsWhatCounts) {
  tap("[]");
  std::ofstream(folder / "catalog.json") << R"({"streams":[)" + logged("public-a") + "," + logged("public-b", R"(,"selected":false)") + "]}";
  config["catalog"] = (folder / "catalog.json").string();
  EXPECT_EQ(check(), MU_OK);
  EXPECT_FALSE(is_refused("public-a"));
  EXPECT_NE(heard("log ")[0].find("LOG_BASED"), std::string::npos) << "as ever";
  EXPECT_TRUE(is_refused("public-b")) << "it is read all the same";
}

TEST_F(ProcessMethod, ATapIsToldAMethodWhereNothingNamesOne) {
  auto method_of = [&](const std::string& entry) {
    notes.lines.clear();
    tap("[" + entry + "]");
    EXPECT_EQ(read("public-a"), MU_OK);
    const std::string told = heard("log ")[0];
    for (const char* method : {"FULL_TABLE", "INCREMENTAL", "LOG_BASED"})
      if (told.find("\"replication-method\":\"" + std::string(method)) != std::string::npos) return std::string(method);
    return std::string();
  };
  EXPECT_EQ(method_of(R"({"tap_stream_id":"public-a"})"), "FULL_TABLE");
  EXPECT_EQ(heard("state "), Strings{R"(state {"v":1,"by":"singer incremental","done":true})"}) << "as ever";
  EXPECT_EQ(method_of(R"({"tap_stream_id":"public-a","replication_key":"at"})"), "INCREMENTAL");
  EXPECT_EQ(method_of(R"({"tap_stream_id":"public-a","replication_method":"INCREMENTAL"})"), "") << "the tap's own word";
  config["streams"]["public-a"]["cursor"] = "at";
  EXPECT_EQ(method_of(R"({"tap_stream_id":"public-a"})"), "INCREMENTAL");
  config["streams"]["public-a"] = {{"mode", "incremental"}};
  EXPECT_EQ(method_of(R"({"tap_stream_id":"public-a"})"), "") << "the tap keeps its place itself";
}

TEST_F(ProcessMethod, ACursorMayLieWithinAnObject) {
  const std::string showing = "print(json.dumps(json.load(open(sys.argv[5]))['streams'][0].get('cursor_field')), file=sys.stderr)";
  airbyte(R"([{"name": "t", "supported_sync_modes": ["full_refresh", "incremental"], "default_cursor_field": ["meta", "updated"]}])", showing);
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(notes.lines, (Strings{R"(log ["meta", "updated"])", R"(state {"v":1,"by":"airbyte incremental meta.updated","done":true})"}));
  config["streams"]["t"]["cursor"] = "a.b";
  notes.lines.clear();
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(notes.lines[0], R"(log ["a", "b"])");
}

TEST_F(ProcessMethod, AStreamThatCannotResumeIsNotReadAsIfItCould) {
  airbyte(R"([{"name": "t"}, {"name": "u"}])", "record('t', 1)");
  config["streams"]["t"]["mode"] = "incremental";
  EXPECT_EQ(read(), MU_CONFIG);
  EXPECT_NE(notes.failure.find("mode: incremental"), std::string::npos) << notes.failure;
  EXPECT_EQ(notes.lines, Strings());
  EXPECT_EQ(read("u"), MU_OK);
}

}  // namespace
}  // namespace musubi::process
