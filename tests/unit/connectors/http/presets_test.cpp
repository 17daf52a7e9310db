// What the presets ask for, where a fixture cannot say it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/read/cursor.hpp"
#include "connectors/http/template/time_text.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using http::Json;

std::string manifest_of(const std::string& preset) {
  std::ifstream file(std::string(std::getenv("MUSUBI_SOURCE")) + "/connectors/http/presets/" + preset + "/manifest.yaml");
  std::ostringstream out;
  out << file.rdbuf();
  EXPECT_FALSE(out.str().empty()) << preset;
  return out.str();
}

/// What Shopify asks for a query: an object 1, a scalar 0, a connection 2 and the cost of what it may hold, each
/// (https://shopify.dev/docs/api/usage/limits, by the rule before connections became cheaper).
class Price {
 public:
  Price(std::string_view query, const Json& variables) : query_(query), variables_(variables) {
    query_.remove_prefix(query_.find('{', query_.starts_with("query") ? query_.find('(') : 0));
  }
  int of() { return selection(); }

 private:
  std::string word() {
    query_.remove_prefix(std::min(query_.find_first_not_of(" \n,"), query_.size()));
    const bool sign = !query_.empty() && std::string_view("{}():").find(query_[0]) != std::string_view::npos;
    const size_t end = sign ? 1 : std::min(query_.find_first_of(" \n,{}():"), query_.size());
    std::string out(query_.substr(0, end));
    query_.remove_prefix(end);
    return out;
  }
  std::string peek() {
    const std::string_view before = query_;
    std::string out = word();
    query_ = before;
    return out;
  }
  /// The value of "first" among a field's arguments; 0 = it is no connection.
  int first_of_arguments() {
    int out = 0;
    std::string name, one;
    while ((one = word()) != ")" && !one.empty()) {
      if (one == "(" || one == ":") continue;
      if (name == "first") out = one.starts_with('$') ? variables_.at(one.substr(1)).get<int>() : std::stoi(one);
      name = one;
    }
    return out;
  }
  /// { field… }: a connection's "nodes" are the objects that it holds, and count with it.
  int selection() {
    int out = 0;
    EXPECT_EQ(word(), "{");
    for (std::string field; (field = word()) != "}" && !field.empty();) {
      const int first = peek() == "(" ? first_of_arguments() : 0;
      if (peek() != "{") continue;
      const int below = selection();
      out += first ? 2 + first * (nodes_ ? nodes_ : 1) + below : field == "nodes" ? 0 : 1 + below;
      nodes_ = field == "nodes" ? 1 + below : first ? 0 : nodes_;
    }
    return out;
  }

  std::string_view query_;
  const Json& variables_;
  int nodes_ = 0;  // the cost of one of the nodes that were read last
};

TEST(Price, IsThatOfTheRule) {
  const Json variables = {{"first", 100}};
  EXPECT_EQ(Price("query ($id: ID!) { order(id: $id) { id customer { id } } }", variables).of(), 2);
  EXPECT_EQ(Price("query ($first: Int!) { orders(first: $first) { nodes { id customer { id } } pageInfo { hasNextPage } } }", variables).of(), 2 + 100 * 2 + 1);
  EXPECT_EQ(Price("{ orders(first: 3) { nodes { id lineItems(first: 10) { nodes { id a { b { c } } } } d { e } } pageInfo { x } } }", variables).of(),
            2 + 3 * (1 + 2 + 10 * 3 + 1) + 1);
}

TEST(Presets, ShopifyQueriesCostLessThanShopifyAllows) {
  std::string last;
  ScriptedServer server([&](const Asked& asked) {
    const bool more = asked.body.find("pageInfo { hasNextPage endCursor } } } pageInfo") != std::string::npos;
    if (asked.body.find("order(id:") != std::string::npos)
      return Told{200, R"({"data":{"order":{"id":"1","lineItems":{"nodes":[{"id":"l"}],"pageInfo":{"hasNextPage":false}}}}})", ""};
    const std::string node = more ? R"({"id":"x/1","updatedAt":"2026-01-01T00:00:00Z","lineItems":{"pageInfo":{"hasNextPage":true,"endCursor":"c"}}})" : "";
    return Told{200, R"({"data":{"customers":{"nodes":[],"pageInfo":{"hasNextPage":false}},"orders":{"nodes":[)" + node +
                         R"(],"pageInfo":{"hasNextPage":false}}}})", ""};
  });
  ManifestFolder folder(manifest_of("shopify"));
  for (const char* size : {"100", "250"})
    for (const char* stream : {"customers", "orders", "more_lines"}) {
      TellingHost host;
      const std::string settings = R"({"endpoint":")" + server.base() + R"(","token":"t","page_size":")" + size + "\"}";
      EXPECT_EQ(folder.read(host, settings, stream), MU_OK) << stream << ": " << host.failed_sentence;
    }
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 8U);
  for (const Asked& one : asked) {
    // Connections from before there was a choice of logins name none: theirs is the token of a custom app.
    EXPECT_TRUE(one.has("X-Shopify-Access-Token: t\r\n")) << one.head;
    const Json body = Json::parse(one.body);
    const int price = Price(body["query"].get_ref<const std::string&>(), body["variables"]).of();
    EXPECT_GT(price, 100) << one.body;
    EXPECT_LT(price, 1000) << one.body;
  }
}

TEST(Presets, SalesforceIsAskedForPersonAccountsOnlyWhereThereAreAny) {
  ScriptedServer server([](const Asked& asked) {
    return Told{200, asked.target.find("token") != std::string::npos ? R"({"access_token":"a"})" : R"({"done":true,"records":[]})", ""};
  });
  ManifestFolder folder(manifest_of("salesforce"));
  for (const char* setting : {"", R"(,"person_accounts":"no")", R"(,"person_accounts":"yes")"})
    for (const char* stream : {"contacts", "accounts", "opportunities", "leads"}) {
      TellingHost host;
      EXPECT_EQ(folder.read(host, R"({"endpoint":")" + server.base() + R"(","client_id":"c","client_secret":"s")" + setting + "}", stream), MU_OK) << host.failed_sentence;
      const std::string query = server.asked().back().target;
      const bool person = query.find("IsPersonAccount") != query.npos || query.find("PersonContactId") != query.npos;
      EXPECT_EQ(person, std::string_view(setting).ends_with("\"yes\"") && stream != std::string_view("leads")) << query;
    }
}

TEST(Presets, RakutenIsNeverAskedForMoreThanItKeeps) {
  const std::string manifest = manifest_of("rakuten");
  const http::Manifest loaded = http::read_manifest(manifest);
  ASSERT_EQ(loaded.streams.size(), 1U);
  const http::Stream& numbers = *loaded.streams[0].routers.at(0).parents.at(0).stream;
  http::Names names;
  const Json config = {{"since", "2025-01-01"}, {"look_back", "60"}};
  names.set("config", http::Value::borrowed(config));
  for (const auto& [now, start] : {std::pair("2026-11-30T00:00:00", "1735657200"), std::pair("2027-01-02T00:00:00", "1735862400"),
                                   std::pair("2029-06-01T09:30:00", "1812015000")}) {
    const http::Clock clock = [&] { return http::parse_iso_time(now)->micros; };
    const http::Cursor cursor(*numbers.cursor, {names, clock});
    EXPECT_EQ(cursor.write(cursor.start()), start) << now;
  }
}

}  // namespace
}  // namespace musubi::test
