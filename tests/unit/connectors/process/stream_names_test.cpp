#include "connectors/process/stream_names.hpp"

#include "tests/unit/connectors/process/read_fixture.hpp"

namespace musubi::process {
namespace {

TEST(ProcessStreamNames, AreAkin) {
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"public.customers", "customers"},
                                                        {"customers", "public_customers"},
                                                        {"db-customers", "customers"},
                                                        {"CUSTOMERS", "public.customers"},
                                                        {"shop_customers", "customers"},
                                                        {"a-b", "a_b"}})
    EXPECT_TRUE(is_akin(a, b)) << a << " " << b;
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"customers", "orders"},
                                                                             {"excustomers", "customers"},
                                                                             {"customers", "customers.old"},
                                                                             {"customers", ""},
                                                                             {"", ""}})
    EXPECT_FALSE(is_akin(a, b)) << a << " " << b;
}

TEST_F(ProcessRead, TakesRecordsThatLackTheNamespace) {
  const std::string incremental = R"("supported_sync_modes": ["incremental"], "source_defined_cursor": True)";
  airbyte(R"([{"name": "customers", "namespace": "public", )" + incremental +
              R"(}, {"name": "orders", "namespace": "public"}])",
          "record('customers', 1); state('customers', 5); record('orders', 9)");
  EXPECT_EQ(read("public.customers"), MU_OK);
  EXPECT_EQ(heard("record"), Strings{R"(record 1 {"id": 1})"});
  EXPECT_EQ(heard("state ").size(), 2u);
  EXPECT_NE(heard("state ")[0].find(R"("stream_state": {"at": 5})"), std::string::npos);
  EXPECT_EQ(heard("log records of customers").size(), 1u) << "and says so";
}

TEST_F(ProcessRead, TakesRecordsOfANamespaceThatTheCatalogueLacks) {
  airbyte(R"([{"name": "t"}])", "record('t', 1, namespace='public'); state('t', 5, namespace='public')");
  EXPECT_EQ(read(), MU_OK);
  EXPECT_EQ(heard("record").size(), 1u);
  EXPECT_EQ(heard("state ").size(), 2u);
}

TEST_F(ProcessRead, TakesNothingOfAnotherStreamOfTheCatalogue) {
  const std::string both =
      R"([{"name": "customers", "namespace": "public"}, {"name": "customers", "namespace": "sales"}, {"name": "customers"}])";
  airbyte(both, "record('customers', 1, namespace='sales'); record('customers', 2); state('customers', 5)");
  EXPECT_EQ(read("public.customers"), MU_OK);
  EXPECT_EQ(heard("record"), Strings());
  EXPECT_EQ(heard("state ").size(), 1u) << "its end alone";
}

TEST_F(ProcessRead, TakesRecordsOfASingerTapWithAPrefix) {
  auto taps = [&](const std::string& lines) {
    notes.lines.clear();
    config["command"] = Json::array({"python3", "-IS", "tap.py"});
    std::ofstream(folder / "tap.py") << R"(import json, sys
if "--discover" in sys.argv:
    print(json.dumps({"streams": [{"tap_stream_id": "db-customers", "stream": "customers", "key_properties": ["id"]}, {"tap_stream_id": "db-orders", "stream": "orders"}]}))
    sys.exit()
def schema(stream): print(json.dumps({"type": "SCHEMA", "stream": stream, "schema": {}, "key_properties": ["id"]}))
def record(stream, id): print(json.dumps({"type": "RECORD", "stream": stream, "record": {"id": id}}))
def state(at): print(json.dumps({"type": "STATE", "value": {"at": at}}))
)" << lines;
    return read("db-customers");
  };
  EXPECT_EQ(taps("schema('public_customers'); record('public_customers', 1); state(3)"), MU_OK);
  EXPECT_EQ(heard("record").size(), 1u);
  EXPECT_EQ(taps("schema('customers'); record('public_customers', 1)"), MU_OK)
      << "its schema bears the right name";
  EXPECT_EQ(heard("record").size(), 1u);
  EXPECT_EQ(
      taps(
          "schema('customers'); schema('vip_customers'); record('vip_customers', 1); record('customers', 2)"),
      MU_OK);
  EXPECT_EQ(heard("record"), Strings{R"(record 2 {"id": 2})"}) << "a stream of its own";
  EXPECT_EQ(taps("schema('customers'); schema('vip_customers'); record('vip_customers', 1)"), MU_OK)
      << "and nothing new of ours";
  EXPECT_EQ(taps("record('public_customers', 1); record('customers', 2)"), MU_DATA);
  EXPECT_NE(notes.failure.find("public_customers"), std::string::npos) << notes.failure;
}

TEST_F(ProcessRead, FailsWhereAllRecordsHaveStrangeNames) {
  singer(
      R"(echo '{"type":"RECORD","stream":"clients","record":{"id":1}}'; echo '{"type":"STATE","value":{"at":5}}')");
  EXPECT_EQ(read(), MU_DATA);
  EXPECT_NE(notes.failure.find("read t,"), std::string::npos) << notes.failure;
  EXPECT_NE(notes.failure.find("name clients"), std::string::npos) << notes.failure;
  EXPECT_EQ(heard("state "), Strings()) << "the program's place moves on only with records";
  singer(
      R"(echo '{"type":"RECORD","stream":"clients","record":{"id":1}}'; echo '{"type":"RECORD","stream":"t","record":{"id":1}}')");
  EXPECT_EQ(read(), MU_OK) << "what comes besides is passed over";
}

}  // namespace
}  // namespace musubi::process
