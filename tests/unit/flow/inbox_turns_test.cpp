// Posts beside a backlog, beside records that the database refuses, and beside connections that are broken.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/flow/receive.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

class InboxTurns : public ::testing::Test {
 protected:
  InboxTurns() {
    for (const char* name : {"inquiry", "survey"}) {
      folder.write(std::string("connections/") + name + ".yaml", "connector: form\nconfig: {fields: [{name: name, required: true}]}\n");
      folder.write(std::string("mappings/") + name + ".posts.yaml", std::string("source: ") + name + ".posts\nparties:\n  person: {kind: person, name: name}\n");
    }
  }
  void open() {
    hub = std::make_unique<Hub>(folder.open());
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
  }
  void post(const std::string& connection, const std::string& name) {
    inbox->receive(connection, {"POST", "", {{"Content-Type", "application/x-www-form-urlencoded"}}, "_nonce=nonce-of-" + name + "-0123456789&name=" + name});
  }
  void sql(const std::string& statement) {
    Session session = folder.begin();
    session.select(statement);
    session.commit();
  }
  bool becomes(const std::string& question, const std::string& value) {
    for (auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(5ms))
      if (folder.values(question) == value) return true;
    ADD_FAILURE() << question << " is " << folder.values(question);
    return false;
  }

  musubi::testing::HubFolder folder;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<Inbox> inbox;
};

TEST_F(InboxTurns, APostIsPublishedBeforeItsOwnConnectionsBacklog) {
  open();
  for (int i = 0; i < 450; ++i) post("inquiry", "b" + std::to_string(i));
  inbox = std::make_unique<Inbox>(*hub, folder.clock);  // the next hub, to which these are a backlog
  post("inquiry", "new");
  post("survey", "other");
  std::jthread publisher([&](std::stop_token stop) { inbox->publish_posts(stop, [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); }); });
  EXPECT_TRUE(becomes("SELECT count(*) FROM source.pending", "0 "));
  EXPECT_EQ(folder.values("SELECT substr(record_key, 12) FROM identity.profile ORDER BY id LIMIT 2"), "new-0123456789 other-0123456789 ") << "profiles are numbered as they are published";
}

TEST_F(InboxTurns, ARecordThatTheDatabaseRefusesIsHeldAndKeepsNobodyBack) {
  sql("ALTER TABLE identity.profile ADD CONSTRAINT no_poison CHECK (family <> 'Poison')");
  open();
  for (const char* name : {"Yamada+A", "Hanako+Poison", "Yamada+B"}) post("inquiry", name);
  std::jthread publisher([&](std::stop_token stop) { inbox->publish_posts(stop, [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); }); });
  EXPECT_TRUE(becomes("SELECT count(*) FROM source.pending", "0 "));
  EXPECT_TRUE(becomes("SELECT count(*) FROM hub.run WHERE state = 'finished'", "3 "));
  EXPECT_EQ(folder.values("SELECT step || ':' || reason[1] FROM hub.quarantine"), "publish:store.refused ");
  EXPECT_EQ(folder.values("SELECT count(*) FROM identity.profile"), "2 ");
}

TEST_F(InboxTurns, ABrokenConnectionStopsItselfAlone) {
  folder.write("connections/line.yaml", "connector: webhook\nconfig: {scheme: line, auth: {secrets: [{env: MUSUBI_TEST_NEVER_SET}]}}\n");
  std::filesystem::remove(folder.path / "mappings/survey.posts.yaml");
  open();
  EXPECT_EQ(inbox->connections(), std::vector<std::string>{"inquiry"});
  ASSERT_EQ(inbox->broken().size(), 2u);
  EXPECT_EQ(inbox->broken().at("survey").id, "flow.no_mapping");
  EXPECT_NE(render(inbox->broken().at("line"), Lang::en).find("line"), std::string::npos);
  for (const char* name : {"line", "survey"}) {
    try {
      post(name, "A");
      ADD_FAILURE() << name;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "flow.inbox_broken");
    }
  }
  post("inquiry", "A");
  Inbox one(*hub, folder.clock, {"inquiry"});
  EXPECT_TRUE(one.broken().empty()) << "who needs one connection opens no other";
}

TEST_F(InboxTurns, AStreamThatCannotBeFetchedFromIsFoundAtTheStart) {
  folder.write("connections/tills.yaml",
               "connector: webhook\nconfig: {scheme: token, auth: {secrets: [{env: HOME}]}, signature: {header: X-Word}, fetch: {connection: shop, stream: members, key: id}}\n");
  folder.write("mappings/tills.events.yaml", "source: tills.events\nparties:\n  person: {kind: person, name: name}\n");
  folder.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
  folder.write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name}\n");
  folder.write("members.csv", "id,name\n1,佐藤 一郎\n");
  open();
  ASSERT_TRUE(inbox->broken().contains("tills"));
  EXPECT_EQ(inbox->broken().at("tills").id, "flow.fetches_nothing");
}

// Nothing is taken of which nobody could say how to fetch it: the sender keeps it and comes again.
TEST_F(InboxTurns, AManifestThatSaysNothingOfFetchingIsFoundAtTheStart) {
  folder.write("connections/tills.yaml",
               "connector: webhook\nconfig: {scheme: token, auth: {secrets: [{env: HOME}]}, signature: {header: X-Word}, fetch: {connection: shop, stream: members, key: id}}\n");
  folder.write("mappings/tills.events.yaml", "source: tills.events\nparties:\n  person: {kind: person, name: name}\n");
  folder.write("connections/shop.yaml", "connector: http\nconfig: {manifest: api.yaml}\n");
  folder.write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name}\n");
  folder.write("api.yaml",
               "version: 6.0.0\ntype: DeclarativeSource\ncheck: {type: CheckStream, stream_names: [members]}\nstreams:\n  - type: DeclarativeStream\n    name: members\n    primary_key: [id]\n"
               "    retriever:\n      type: SimpleRetriever\n      requester: {type: HttpRequester, url_base: 'http://127.0.0.1:1', path: /members, http_method: GET}\n"
               "      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}\n"
               "    schema_loader: {type: InlineSchemaLoader, schema: {type: object}}\n");
  open();
  ASSERT_TRUE(inbox->broken().contains("tills"));
  EXPECT_NE(render(inbox->broken().at("tills"), Lang::en).find("x-musubi.fetch"), std::string::npos);
  EXPECT_NE(render(inbox->broken().at("tills"), Lang::ja).find("x-musubi.fetch"), std::string::npos);
  try {
    inbox->receive("tills", {"POST", "", {{"X-Word", getenv("HOME")}, {"Content-Type", "application/json"}}, R"({"id":"7"})"});
    ADD_FAILURE();
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "flow.inbox_broken");
  }
  EXPECT_EQ(folder.values("SELECT count(*) FROM hub.fetch"), "0 ");
}

}  // namespace
}  // namespace musubi
