// What events name by id alone, where one source hangs, a path is wrong, or a single record cannot be had.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "core/flow/quarantine_edit.hpp"
#include "core/flow/receive.hpp"
#include "core/store/fetches.hpp"
#include "core/store/hub_watch.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

/// Takes connections and says nothing.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), size) || listen(socket_, 16) || getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size)) std::abort();
    port_ = ntohs(address.sin_port);
  }
  SilentServer(const SilentServer&) = delete;
  ~SilentServer() { close(socket_); }
  std::string port() const { return std::to_string(port_); }

 private:
  int socket_, port_ = 0;
};

class FetchTurns : public ::testing::Test {
 protected:
  FetchTurns() {
    setenv("MUSUBI_TEST_WORD", "open-sesame", 1);
    shop("CREATE TABLE members (id text PRIMARY KEY, name text); INSERT INTO members VALUES ('1', '佐藤 一郎'), ('2', '鈴木 二郎')");
    source("quick", "sqlite:" + (folder.path / "shop.db").string());
    source("slow", "postgresql://127.0.0.1:" + silent.port() + "/shop");
    hook("quick_hook", "quick", "ids");
    hook("slow_hook", "slow", "ids");
  }
  void source(const std::string& name, const std::string& endpoint) {
    folder.write("connections/" + name + ".yaml", "connector: sql\nconfig:\n  endpoint: " + endpoint + "\n  streams: {members: {key: [id]}}\n");
    folder.write("mappings/" + name + ".members.yaml", "source: " + name + ".members\nparties:\n  member: {kind: person, key: id, name: name}\n");
  }
  void hook(const std::string& name, const std::string& from, const std::string& key, const std::string& made = "nobody: {kind: person, name: nothing}") {
    folder.write("connections/" + name + ".yaml", "connector: webhook\nconfig:\n  scheme: token\n  auth: {secrets: [{env: MUSUBI_TEST_WORD}]}\n  signature: {header: X-Word}\n  fetch: {connection: " +
                                                      from + ", stream: members, key: " + key + "}\n");
    folder.write("mappings/" + name + ".events.yaml", "source: " + name + ".events\nparties:\n  " + made + "\n");
  }
  void open() {
    hub = std::make_unique<Hub>(folder.open());
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
    for (const auto& [name, why] : inbox->broken()) ADD_FAILURE() << render(why, Lang::en);
  }
  void post(const std::string& hook, const std::string& body) { inbox->receive(hook, {"POST", "", {{"Content-Type", "application/json"}, {"X-Word", "open-sesame"}}, body}); }
  /// In the database of the connection quick.
  void shop(const char* statements) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder.path / "shop.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, statements, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
  bool becomes(const std::string& question, const std::string& value) {
    for (auto end = std::chrono::steady_clock::now() + 15s; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(5ms))
      if (folder.values(question) == value) return true;
    ADD_FAILURE() << question << " is " << folder.values(question);
    return false;
  }

  SilentServer silent;
  musubi::testing::HubFolder folder;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<Inbox> inbox;
};

constexpr const char* alerts = "SELECT connection || ':' || kind || ':' || reason[1] FROM hub.alert WHERE resolved IS NULL";

TEST_F(FetchTurns, ASourceThatHangsKeepsNoOtherWaiting) {
  open();
  for (int i = 0; i < 20; ++i) post("slow_hook", "{\"ids\":\"s" + std::to_string(i) + "\"}");
  std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [](const Message&) {}); });
  std::this_thread::sleep_for(300ms);
  auto begin = std::chrono::steady_clock::now();
  post("quick_hook", R"({"ids":["1","2"]})");
  EXPECT_TRUE(becomes("SELECT key FROM source.record WHERE connection = 'quick' ORDER BY key", "1 2 "));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  begin = std::chrono::steady_clock::now();
  fetcher.request_stop();
  fetcher.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s) << "a hub that stops waits for nobody";
  EXPECT_EQ(folder.values("SELECT count(*) FROM hub.fetch WHERE connection = 'slow'"), "20 ");
}

TEST_F(FetchTurns, WhoHangsIsLeftAfterAWhileAndPeopleAreTold) {
  open();
  post("slow_hook", R"({"ids":"1"})");
  std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [](const Message&) {}, {200ms, 0ms, 0ms}); });
  EXPECT_TRUE(becomes(alerts, "slow:fetch:flow.fetch_hangs "));
  EXPECT_TRUE(becomes("SELECT tries > 1 FROM hub.fetch", "t ")) << "and asked again";
}

TEST_F(FetchTurns, AnAlertEndsWhenTheRecordsCome) {
  shop("ALTER TABLE members RENAME TO away");
  open();
  post("quick_hook", R"({"ids":"1"})");
  std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [](const Message&) {}, {2min, 3s, 0ms}); });
  EXPECT_TRUE(becomes("SELECT count(*) FROM hub.alert WHERE kind = 'fetch' AND resolved IS NULL", "1 "));
  shop("ALTER TABLE away RENAME TO members");
  EXPECT_TRUE(becomes("SELECT count(*) FROM source.record WHERE connection = 'quick'", "1 "));
  EXPECT_TRUE(becomes("SELECT count(*) FROM hub.alert WHERE resolved IS NULL", "0 "));
}

TEST_F(FetchTurns, AnEventThatNamesNothingIsHeldWhereNothingElseIsMadeOfIt) {
  hook("quick_hook", "quick", "id.s");
  open();
  post("quick_hook", R"({"ids":["1"]})");
  EXPECT_EQ(folder.values("SELECT connection || ':' || reason[1] || ':' || array_to_string(reason, ' ') FROM hub.quarantine"),
            "quick_hook:flow.names_nothing:flow.names_nothing connection quick_hook stream events key id.s ");
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "0 ");
}

TEST_F(FetchTurns, AHeldEventThatIsMendedNamesWhatIsFetched) {
  open();
  post("quick_hook", R"({"id":["1"]})");
  auto held = [&] { return std::stoll(folder.values("SELECT max(id) FROM hub.quarantine WHERE resolved_at IS NULL")); };
  const Speaker speaker{"saito", "typo"};
  EXPECT_EQ(edit_held(*hub, {{held(), R"({"id":["2"]})"}}, speaker, folder.clock).still_held.size(), 1u) << "it names nothing still";
  EXPECT_EQ(folder.values("SELECT count(*) FROM hub.fetch"), "0 ");
  EXPECT_EQ(edit_held(*hub, {{held(), R"({"ids":["1"]})"}}, speaker, folder.clock).closed.size(), 1u);
  EXPECT_EQ(folder.values("SELECT connection || '.' || stream || ' ' || key FROM hub.fetch"), "quick.members 1 ");
  std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [](const Message&) {}); });
  EXPECT_TRUE(becomes("SELECT key FROM source.record WHERE connection = 'quick'", "1 "));
}

TEST_F(FetchTurns, MarksOfAConnectionThatIsGoneWaitForOneOfItsName) {
  open();
  std::vector<std::string> told;
  const std::string marks = "SELECT connection || ' ' || tries FROM hub.fetch";
  {
    Session session = folder.begin();
    mark_to_fetch(session, {{{"former", "members"}, "1"}}, folder.clock.now());
    raise_alert(session, {0, "former", "fetch", {}, {"flow.fetch_broke", {}}, folder.clock.now(), {}, {}});
    session.commit();
  }
  {
    std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [&](const Message& why) { told.push_back(why.id); }); });
    EXPECT_TRUE(becomes("SELECT count(*) FROM hub.alert WHERE resolved IS NULL", "0 ")) << "nobody else could close it";
    std::this_thread::sleep_for(1500ms);
  }
  EXPECT_EQ(told, std::vector<std::string>{"flow.fetch_unknown"});
  EXPECT_EQ(folder.values(marks), "former 0 ");
  source("former", "sqlite:" + (folder.path / "shop.db").string());
  open();
  std::jthread fetcher([&](std::stop_token stop) { inbox->fetch_marked(stop, [](const Message&) {}); });
  EXPECT_TRUE(becomes("SELECT key FROM source.record WHERE connection = 'former'", "1 "));
}

TEST_F(FetchTurns, EventsOfWhichMoreIsMadeStayAndPeopleAreToldWhereNoneNamesAnything) {
  hook("quick_hook", "quick", "wrong", "person: {kind: person, key: ids, name: name}");
  open();
  for (int i = 0; i < 10; ++i) post("quick_hook", "{\"ids\":\"" + std::to_string(i) + "\",\"name\":\"A\"}");
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "10 ");
  EXPECT_EQ(folder.values(alerts), "quick_hook:fetch:flow.names_nothing ");
  post("quick_hook", R"({"wrong":"1","ids":"x","name":"A"})");
  EXPECT_EQ(folder.values(alerts), "");
}

}  // namespace
}  // namespace musubi
