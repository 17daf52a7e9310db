// What a template lacks is known before it is evaluated; what it changes it changes for itself.
#include <gtest/gtest.h>

#include <chrono>

#include "connectors/http/template/interpolation.hpp"
#include "connectors/http/template/parser.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// What the template asks for and is not there, one behind the other.
std::string lacks(const std::string& text) {
  std::string out;
  for (const std::string& one : parse_template(text).unknown) out += (out.empty() ? "" : ", ") + one;
  return out;
}

TEST(Template, NamesWhatItLacks) {
  EXPECT_EQ(lacks("{{ a | nosuch }} {{ a is nosuch }} {{ nosuch(1) }}"), "filter nosuch, function nosuch, test nosuch");
  EXPECT_EQ(lacks("{{ a | map('nosuch') | list }}"), "filter nosuch");
  EXPECT_EQ(lacks("{{ a | select('nosuch') | list }}"), "test nosuch");
  EXPECT_EQ(lacks("{{ a | selectattr('id', 'nosuch', 3) | list }}"), "test nosuch");
  EXPECT_EQ(lacks("{{ a | regex_search('a(?=b)') }}"), "regular expression “a(?=b)”");
  EXPECT_EQ(lacks("{{ a | regex_replace('(a)\\\\1', '') }}"), "regular expression “(a)\\1”");
  EXPECT_EQ(lacks("{{ a.encode('utf-8') }}"), "method encode()");
  EXPECT_EQ(lacks("{{ now_utc().astimezone() }}"), "method astimezone()");
  EXPECT_EQ(lacks("{% for x in a %}{{ loop.previtem }}{% endfor %}"), "loop.previtem");
}

TEST(Template, LacksNothingOfWhatIsThere) {
  for (const char* text :
       {"{{ a | selectattr('id', '==', 3) | map('upper') | list }}", "{{ a | selectattr('id') | list }}", "{{ a | map(attribute='b') | list }}",
        "{{ a | regex_search('\\\\$skiptoken=(\\\\w+)') }}", "{{ a | regex_search(b) }}", "{{ a.encode }}", "{{ a.nosuch() }}", "{{ loop.previtem }}",
        "{% set f = a %}{{ f(1) }}", "{% set n = namespace(x=dict()) %}{% with y = 1 %}{% set n.x = y %}{% endwith %}"})
    EXPECT_EQ(lacks(text), "") << text;
}

TEST(Template, NamesMustComeFromSomewhere) {
  auto names = [](const std::string& text) {
    std::string out;
    for (const std::string& one : parse_template(text).free_names) out += (out.empty() ? "" : " ") + one;
    return out;
  };
  EXPECT_EQ(names("{% for x in a if x > b %}{{ x }}{% else %}{{ x }}{% endfor %}"), "a b x");
  EXPECT_EQ(names("{% with x = 1, y = x %}{{ y }}{% endwith %}{{ y }}"), "x y");
  EXPECT_EQ(names("{% set a, b = c %}{{ a }}{{ b }}"), "c");
  EXPECT_EQ(names("{% set n.x = 1 %}"), "n");
  EXPECT_EQ(names("{% for k, v in a.items() %}{{ k }}{{ v }}{{ loop.index }}{% endfor %}"), "a");
}

std::string given(const std::string& text, const Json& record) {
  Names names;
  names.set("record", Value::borrowed(record));
  const Clock clock = [] { return int64_t{0}; };
  try {
    return Interpolated(text).value({names, clock}).dump();
  } catch (const Trouble& t) {
    return "!";
  }
}

TEST(Template, ChangesWhatItWasGivenForItselfAlone) {
  const Json record = Json::parse(R"({"tags":["a"],"d":{"x":[1]}})"), before = record;
  EXPECT_EQ(given("{% set _ = record.tags.append('b') %}{{ record.tags }}", record), R"(["a","b"])");
  EXPECT_EQ(given("{% for t in record.tags %}{% set _ = record.d.x.append(t) %}{% endfor %}{{ record.d }}", record), R"({"x":[1,"a"]})");
  EXPECT_EQ(given("{{ record.pop('tags') }}", record), R"(["a"])");
  EXPECT_EQ(given("{{ (record.tags or []).append('b') }}", record), "null");
  EXPECT_EQ(record, before);
}

TEST(Template, SeesItsChangesUnderEveryName) {
  const Json none;
  EXPECT_EQ(given("{% set a = [[1], [2]] %}{% set b = a[1] %}{% set _ = b.append(3) %}{{ a }}", none), "[[1],[2,3]]");
  EXPECT_EQ(given("{% set a = [1, 2, 3] %}{% for x in a %}{% set _ = a.append(x) %}{% endfor %}{{ a }}", none), "[1,2,3,1,2,3]")
      << "a loop walks what stood there when it began";
  EXPECT_EQ(given("{% set a = {'l': [1]} %}{% set b = a.l %}{% set _ = a.clear() %}{{ b }}", none), "[1]") << "what was in it stays where somebody holds it";
  EXPECT_EQ(given("{{ {'a': [1]}.pop('a') }}", none), "[1]");
}

TEST(Template, MakesNoChangesWithoutEnd) {
  const Json none;
  EXPECT_EQ(given("{% set t = 'x' * 1000000 %}{% set l = [] %}{% for i in 'a' * 100 %}{% set _ = l.append(t) %}{% endfor %}{{ l | length }}", none), "!");
  EXPECT_EQ(given("{% set l = [] %}{% for i in 'a' * 5000 %}{% set _ = l.append(i) %}{% endfor %}{{ l | length }}", none), "5000");
  EXPECT_EQ(given("{% set n = namespace() %}{% set n.x = n %}", none), "!");
}

/// No entity is long: what stands behind a bare ampersand is not searched to its end.
TEST(Template, ManyAmpersandsCostNoSquare) {
  Names names;
  std::string text(1'000'000, '&');
  names.set("a", Value(Json(text)));
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(Interpolated("{{ a | striptags }}").text({names, [] { return int64_t(0); }}), text);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

}  // namespace
}  // namespace musubi::http
