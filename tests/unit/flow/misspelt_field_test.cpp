// A mapping that reads a field which no record of a source without columns has, but one spelt nearly so.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

class MisspeltField : public ::testing::Test {
 protected:
  /// Notes of a run that reads `count` records of `record` behind their id.
  std::string after(int count, const std::string& record, const std::string& mapping, const std::string& schema = "{}") {
    folder.write("mappings/api.people.yaml", "source: api.people\nparties: {member: {kind: person, key: id, " + mapping + "}}\n");
    std::string steps;
    for (int id = 1; id <= count; ++id) steps += "[record, \"" + std::to_string(id) + R"(", "{\"id\":)" + std::to_string(id) + "," + record + "}\"], ";
    folder.write("connections/api.yaml", "connector: scripted\nconfig:\n  catalogue: '{\"streams\":[{\"name\":\"people\",\"schema\":" + schema + ",\"key\":[\"id\"]}]}'\n  tries: [[" + steps + "[checkpoint, people, s]]]\n");
    Configuration configuration = load_configuration(folder.path, "");
    configuration.hub.connector_paths = {test_plugins()};
    Hub hub = open_hub(std::move(configuration));
    SyncRequest request;
    request.full = true;
    request.retry.tries = 1;
    const SyncReport report = musubi::sync(hub, request, folder.clock);
    std::string out;
    for (const Message& note : report.connections.at(0).notes)
      if (note.id.starts_with("flow.missing")) out += render(note, Lang::en) + "\n";
    return out;
  }

  testing::HubFolder folder;
};

constexpr const char* record = R"(\"name\":\"山田 花子\",\"email\":\"h@example.jp\")";

TEST_F(MisspeltField, IsToldWithTheFieldThatMayBeMeant) {
  EXPECT_EQ(after(25, record, "name: name, email: emial"), "api.people: the mapping reads the column “emial”, which the source does not seem to have (nearest: email). Mend the mapping.\n");
}

TEST_F(MisspeltField, IsNotToldWhereTheFieldMayBeEmpty) {
  EXPECT_EQ(after(25, record, "name: name, email: email, phone: phone"), "") << "nobody has one, perhaps";
  EXPECT_EQ(after(5, record, "name: name, email: emial"), "") << "too few to tell";
  EXPECT_EQ(after(25, record, "name: name, email: [emial, email]"), "") << "the other one fills it";
}

}  // namespace
}  // namespace musubi
