#include "core/sdk/connector.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace musubi {
namespace {

/// A host that only remembers what the last call told it.
struct Heard {
  std::string id, sentence, logged;
  int64_t retry_after = -1;
  int32_t answer = MU_OK;  // of record
  mu_host table{};

  Heard() {
    table.size = sizeof table;
    table.self = this;
    table.record = [](void* self, mu_text, mu_text, mu_text) { return of(self).answer; };
    table.stopping = [](void*) { return int32_t{0}; };
    table.log = [](void* self, int32_t, mu_text line) { of(self).logged = sdk::view(line); };
    table.retry_after = [](void* self, int64_t ms) { of(self).retry_after = ms; };
    table.fail = [](void* self, mu_text said_id, mu_pairs, mu_text said) {
      of(self).id = sdk::view(said_id);
      of(self).sentence = sdk::view(said);
    };
  }
  static Heard& of(void* self) { return *static_cast<Heard*>(self); }
};

const mu_message messages[] = {{"slow", "{s} 秒待ってください。", "Wait {s} s."},
                               {nullptr, nullptr, nullptr}};

class Reads : public Connector {
 public:
  Reads(Host host, std::string_view config) : host_(host) {
    if (config == "bad") throw Failure(MU_CONFIG, "slow", {{"s", "0"}});
  }
  void check() override {}
  std::string discover() override { return "catalogue"; }
  void read(std::string_view stream, std::string_view) override {
    if (stream == "throws") throw std::runtime_error("a customer's value");
    if (stream == "odd") throw 1;
    if (stream == "rate") {
      Failure failure(MU_RATE, "slow", {{"s", "9"}});
      failure.retry_after = std::chrono::seconds(9);
      throw failure;
    }
    host_.record(stream, "1", "{}");
  }

 private:
  Host host_;
};

class Inherits final : public Reads {
 public:
  using Reads::Reads;
};

class Receives final : public Connector {
 public:
  Receives(Host, std::string_view) {}
  void check() override {}
  std::string discover() override { return ""; }
  Answer receive(const Request& r) override { return {201, {{"X", "y"}}, std::string(r.body)}; }
  void fetch(std::string_view, std::span<const std::string_view>) override {}
};

TEST(Table, HasWhatTheClassOverrides) {
  const mu_connector* reads = connector_table<Reads>("reads", "1.0.0", "{}", messages);
  EXPECT_TRUE(reads->read && !reads->receive && !reads->fetch);
  EXPECT_EQ(connector_table<Reads>("reads", "1.0.0", "{}", messages), reads);
  EXPECT_TRUE(connector_table<Inherits>("inherits", "1.0.0", "{}", messages)->read);
  const mu_connector* receives = connector_table<Receives>("receives", "1.0.0", "{}", messages);
  EXPECT_TRUE(!receives->read && receives->receive && receives->fetch);
}

TEST(Table, OpenIsNullWithTheSentence) {
  Heard heard;
  const mu_connector* table = connector_table<Reads>("reads", "1.0.0", "{}", messages);
  EXPECT_EQ(table->open(&heard.table, sdk::text("bad")), nullptr);
  EXPECT_EQ(heard.sentence, "Wait 0 s.");
}

struct Way {
  const char* stream;
  int32_t host_answers, result;
  const char *id, *sentence;
};

TEST(Guarded, WhateverLeavesACallBecomesAResult) {
  const Way ways[] = {
      {"people", MU_OK, MU_OK, "", ""},
      {"people", MU_STOPPED, MU_STOPPED, "", ""},
      {"people", MU_BUG, MU_BUG, "", ""},
      {"rate", MU_OK, MU_RATE, "slow", "Wait 9 s."},
      {"odd", MU_OK, MU_BUG, "", "an exception of an unknown type"},
  };
  const mu_connector* table = connector_table<Reads>("reads", "1.0.0", "{}", messages);
  for (const Way& w : ways) {
    SCOPED_TRACE(w.stream);
    Heard heard;
    heard.answer = w.host_answers;
    void* self = table->open(&heard.table, sdk::text("good"));
    EXPECT_EQ(table->read(self, sdk::text(w.stream), {}), w.result);
    EXPECT_EQ(heard.id, w.id);
    EXPECT_EQ(heard.sentence, w.sentence);
    EXPECT_EQ(heard.retry_after, w.result == MU_RATE ? 9000 : -1);
    table->close(self);
  }
}

TEST(Guarded, AnUnknownExceptionTellsItsTextToTheLogAlone) {
  const mu_connector* table = connector_table<Reads>("reads", "1.0.0", "{}", messages);
  Heard heard;
  void* self = table->open(&heard.table, sdk::text("good"));
  EXPECT_EQ(table->read(self, sdk::text("throws"), {}), MU_BUG);
  EXPECT_EQ(heard.sentence.find("a customer's value"), std::string::npos);
  EXPECT_FALSE(heard.sentence.empty());
  EXPECT_EQ(heard.logged, "a customer's value");
  table->close(self);
}

TEST(Receive, GivesTheAnswerBack) {
  const mu_connector* table = connector_table<Receives>("receives", "1.0.0", "{}", messages);
  Heard heard;
  void* self = table->open(&heard.table, {});
  mu_pair header{sdk::text("A"), sdk::text("b")};
  std::string body("x\0y", 3), answered;
  mu_request request{sizeof(mu_request), sdk::text("POST"), sdk::text("/"), {&header, 1}, sdk::text(body)};
  auto reply = [](void* to, const mu_answer* a) {
    *static_cast<std::string*>(to) = std::to_string(a->status) + std::string(sdk::view(a->body)) +
                                     std::string(sdk::view(a->headers.data[0].name));
  };
  EXPECT_EQ(table->receive(self, &request, reply, &answered), MU_OK);
  EXPECT_EQ(answered, "201" + body + "X");
  table->close(self);
}

TEST(Wait, EndsWhenAskedToStop) {
  Heard heard;
  heard.table.stopping = [](void*) { return int32_t{1}; };
  EXPECT_THROW(Host(&heard.table, messages).wait(std::chrono::seconds(30)), Stopped);
}

}  // namespace
}  // namespace musubi
