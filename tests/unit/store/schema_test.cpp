#include <future>

#include "core/store/migrate.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

using Schema = HubTest;

std::string sql_name(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "text";
    case ColumnType::texts:
      return "ARRAY text";
    case ColumnType::integer:
      return "bigint";
    case ColumnType::integers:
      return "ARRAY bigint";
    case ColumnType::number:
      return "numeric";
    case ColumnType::yes_no:
      return "boolean";
    case ColumnType::date:
      return "date";
    case ColumnType::time:
      return "timestamp with time zone";
    case ColumnType::json:
      return "json";
  }
  return "";
}

TEST_F(Schema, MigrationsMakeTheTablesThatAreDescribed) {
  for (size_t i = 0; i < size_t(TableId::count_); ++i) {
    const Table& t = table(TableId(i));
    std::string described, made;
    for (const Column& c : t.columns) described += c.name + " " + sql_name(c.type) + "\n";
    for (const auto& row : sql("select column_name, data_type, udt_name, numeric_precision from "
                               "information_schema.columns where table_schema = '" +
                               std::string(t.schema) + "' and table_name = '" + std::string(t.name) +
                               "' order by ordinal_position")
                               .rows) {
      made += *row[0] + " " + *row[1] + (row[2] == "_text" ? " text" : row[2] == "_int8" ? " bigint" : "");
      if (row[1] == "numeric" && row[3]) made += " of limited precision";
      made += "\n";
    }
    EXPECT_EQ(made, described) << t.name;
  }
}

TEST_F(Schema, EveryOwnerColumnHasAnIndex) {
  for (size_t i = 0; i < size_t(TableId::count_); ++i) {
    const Table& t = table(TableId(i));
    EXPECT_NE(value("select count(*) from pg_index x join pg_attribute a on a.attrelid = x.indrelid and "
                    "a.attnum = x.indkey[0] where x.indrelid = '" +
                    std::string(t.schema) + "." + std::string(t.name) + "'::regclass and a.attname = '" +
                    std::string(t.owner) + "'"),
              "0")
        << t.name;
  }
}

TEST_F(Schema, HasNoTriggersAndSpeaksUnicode) {
  EXPECT_EQ(value("select count(*) from pg_trigger where not tgisinternal"), "0");
  EXPECT_EQ(value("select datctype || ' ' || datcollate || ' ' || pg_encoding_to_char(encoding) from "
                  "pg_database where datname = current_database()"),
            "C.UTF-8 C.UTF-8 UTF8");
  EXPECT_EQ(value("select upper('é') || ('髙' ~ '\\w')::text"), "Étrue");
  EXPECT_EQ(value("select current_setting('TimeZone') || current_setting('DateStyle')"), "UTCISO, YMD");
}

TEST_F(Schema, AStepThatCameLateIsMadeUpFor) {
  sql("drop table identity.erasure");
  sql("delete from hub.migration where version = 10");
  Store again = Store::open(store().url(), "");
  EXPECT_EQ(value("select count(*) from identity.erasure"), "0");
  EXPECT_EQ(value("select count(*) from hub.migration where version = 10"), "1");
}

/// As an older program left them, with its keys.
class BeforeHeldKeys : public HubTest {
 protected:
  BeforeHeldKeys() {
    sql("drop table identity.held_keys");
    sql("alter table identity.match_key rename column key_hash to hash");
    sql("alter table identity.match_key drop constraint match_key_pkey, add primary key (profile_id, hash)");
    sql("create index match_key_hash on identity.match_key (hash, profile_id)");
    sql("insert into identity.match_key values (1, 5), (1, -9)");
    sql("delete from hub.migration where version = 121");
  }
};

TEST_F(BeforeHeldKeys, WhatIsBeingPublishedIsWaitedForAndOldProgramsFailFromThenOn) {
  constexpr const char* keys_of_before = "insert into identity.match_key (profile_id, hash) values (2, 7)";
  std::future<void> again;
  {
    Session publisher = store().begin();
    publisher.lock_publishing();
    publisher.select(keys_of_before);
    again = std::async(std::launch::async, [&] { Store::open(store().url(), ""); });
    EXPECT_EQ(again.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
    publisher.commit();
  }
  again.get();
  EXPECT_EQ(value("select string_agg(profile_id || hashes::text, ' ' order by profile_id) from identity.held_keys"), "1{-9,5} 2{7}");
  EXPECT_THROW(sql(keys_of_before), Error);
}

TEST_F(Schema, ANewerSchemaIsRefused) {
  store::Connection connection(store().url());
  store::migrate(connection);
  connection.run("insert into hub.migration (version, name) values (999, 'future')");
  try {
    store::migrate(connection);
    ADD_FAILURE() << "not refused";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "store.newer_schema");
    EXPECT_EQ(e.message().args[0].second, "999");
  }
  connection.run("delete from hub.migration where version = 999");
}

TEST_F(Schema, ErrorsCarryNoValues) {
  const std::pair<const char*, const char*> cases[] = {
      {"select 'secret'::int", "22P02"},
      {"select 'secret'::timestamptz", "22007"},
      {"select '{\"a\":secret}'::json", "22P02"},
      {"insert into source.stream_state values ('secret','b','c'), ('secret','b','c')", "23505"},
      {"insert into source.stream_state values ('secret','b',null)", "23502"},
  };
  for (const auto& [statement, state] : cases) {
    try {
      sql(statement);
      ADD_FAILURE() << statement;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "store.refused");
      EXPECT_EQ(e.message().args[0].second, state);
      EXPECT_EQ(std::string(e.what()).find("secret"), std::string::npos) << e.what();
    }
  }
}

}  // namespace
}  // namespace musubi
