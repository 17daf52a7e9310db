// A connector that doubts whether what it read is all there is: nobody is taken for gone, and people are told until a read leaves no doubt.
#include <gtest/gtest.h>

#include "core/store/hub_watch.hpp"
#include "tests/unit/flow/hub_folder.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

class DoubtfulList : public ::testing::Test {
 protected:
  void SetUp() override { folder.write("mappings/api.people.yaml", "source: api.people\nparties: {member: {kind: person, key: id, name: name}}\n"); }

  /// Notes of the run, alerts that are open after it, and who is gone then.
  std::string after(const std::vector<int>& ids, bool doubts, const std::string& complete = "true", const std::string& stream = "people") {
    std::string steps;
    for (int id : ids) steps += "[record, \"" + std::to_string(id) + R"(", "{\"id\":)" + std::to_string(id) + R"(,\"name\":\"山田 花子\"}"], )";
    if (doubts) steps += R"([debug, "{\"doubt\":{\"id\":\"told\",\"args\":{\"word\":\"2\"}}}"], )";
    folder.write("connections/api.yaml", "connector: scripted\nconfig:\n  catalogue: '{\"streams\":[{\"name\":\"" + stream + "\",\"schema\":{},\"key\":[\"id\"]}, {\"name\":\"people\",\"schema\":{}}]}'\n  tries: [[" + steps + "[checkpoint, " + stream + ", s]]]\nstreams: {" + stream + ": {complete: " + complete + "}" + others + "}\n");
    Configuration configuration = load_configuration(folder.path, "");
    configuration.hub.connector_paths = {test_plugins()};
    Hub hub = open_hub(std::move(configuration));
    SyncRequest request;
    request.full = true;
    request.retry.tries = 1;
    const SyncReport report = musubi::sync(hub, request, folder.clock);
    std::string out;
    for (const Message& note : report.connections.at(0).notes)
      if (note.id != "flow.other_source") out += note.id + " ";
    Session session = hub.store.begin();
    for (const Alert& open : open_alerts(session)) out += "[" + open.kind + " " + open.stream + "] ";
    for (const auto& row : session.select("SELECT record_key FROM identity.profile WHERE gone ORDER BY 1").rows) out += *row[0] + " gone ";
    return out;
  }

  testing::HubFolder folder;
  std::string others;
};

TEST_F(DoubtfulList, TakesNobodyForGone) {
  EXPECT_EQ(after({1, 2, 3}, false), "");
  EXPECT_EQ(after({1}, true), "pull.doubt flow.nobody_gone_in_doubt [unsure people] ");
  EXPECT_EQ(after({1}, true), "pull.doubt flow.nobody_gone_in_doubt [unsure people] ");
  EXPECT_EQ(after({1, 2}, false), "3 gone ");
}

TEST_F(DoubtfulList, OfAnyStreamIsSaid) {
  EXPECT_EQ(after({1, 2}, true, "false"), "pull.doubt [unsure people] ");
  EXPECT_EQ(after({1, 2}, false, "false"), "");
}

/// Nobody waits for a list that is read no more.
TEST_F(DoubtfulList, IsForgottenWithItsStream) {
  EXPECT_EQ(after({1, 2}, true), "pull.doubt flow.nobody_gone_in_doubt [unsure people] ");
  folder.write("mappings/api.members.yaml", "source: api.members\nparties: {member: {kind: person, key: id, name: name}}\n");
  others = ", people: {enabled: false}";
  EXPECT_EQ(after({1, 2}, false, "true", "members"), "");
}

}  // namespace
}  // namespace musubi
