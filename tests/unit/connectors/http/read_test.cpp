// Documents, records, transformations, pages, cursors and states.
#include <gtest/gtest.h>

#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/read/key_names.hpp"
#include "connectors/http/read/pages.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/read/state.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::http {
namespace {

const Clock clock = [] { return parse_iso_time("2026-01-31T09:00:00")->micros; };

std::string records(std::string_view document, const std::vector<std::string>& path) {
  std::vector<std::string_view> found;
  extract_records(document, path, found);
  std::string out;
  for (std::string_view one : found) out += (out.empty() ? "" : " ") + std::string(one);
  return out;
}

TEST(Records, StandAtAPath) {
  EXPECT_EQ(records(R"({"a": {"b": [{"x": "]"}, {"y": "\"}"} ]}})", {"a", "b"}),
            R"({"x": "]"} {"y": "\"}"})");
  EXPECT_EQ(records(R"({"a": {"b": 1}})", {"a"}), R"({"b": 1})");
  EXPECT_EQ(records(R"({"a": {}})", {"a"}), "");
  EXPECT_EQ(records(R"({"a": null})", {"a"}), "");
  EXPECT_EQ(records(R"({"a": 1})", {"b", "c"}), "");
  EXPECT_EQ(records(R"([{"i": 1}, {"i": 2}])", {"*", "i"}), "1 2");
  EXPECT_EQ(records(R"({"p": {"x": {"q": [1]}, "y": {"q": [2]}}})", {"p", "*", "q"}), "[1] [2]");
  EXPECT_EQ(records(R"({"\u0061": [1]})", {"a"}), "1");
}

std::string decoded(Decoder decoder, std::string body, std::string type = "") {
  HttpAnswer answer{200, {{"content-type", std::move(type)}}, std::move(body), "https://e.com/x"};
  try {
    Documents out = decode_body(decoder, answer);
    std::string all;
    for (std::string_view one : out.all) all += std::string(one) + "\n";
    return all;
  } catch (const Failure& f) {
    return f.id;
  }
}

TEST(Decoders, GiveDocumentsThatMayBeMoved) {
  HttpAnswer answer{200, {}, R"({"items":[]})", "https://e.com/x"};
  std::vector<Documents> moved;
  moved.push_back(decode_body({}, answer));
  moved.reserve(100);
  EXPECT_EQ(moved[0].all[0].data(), moved[0].body.data());
}

TEST(Decoders, GiveDocuments) {
  EXPECT_EQ(decoded({}, "[{\"a\":1},{\"a\":2}]"), "{\"a\":1}\n{\"a\":2}\n");
  EXPECT_EQ(decoded({}, " "), "");
  EXPECT_EQ(decoded({}, "<html>"), "html_answer");
  EXPECT_EQ(decoded({}, "{\"a\":"), "bad_json");
  EXPECT_EQ(decoded({}, "{\"a\":\"\x8e\x52\"}"), "bad_text");
  EXPECT_EQ(decoded({}, "{\"a\":\"\x8e\x52\"}", "application/json; charset=Shift_JIS"), "{\"a\":\"山\"}\n");
  Decoder lines;
  lines.kind = Decoder::Kind::lines;
  EXPECT_EQ(decoded(lines, "{\"a\":1}\r\n\n{\"a\":2}"), "{\"a\":1}\r\n{\"a\":2}\n");
  Decoder csv;
  csv.kind = Decoder::Kind::csv;
  EXPECT_EQ(decoded(csv, "a,b\n1,\"x\ny\"\n\n2\n"),
            "{\"a\":\"1\",\"b\":\"x\\ny\"}\n{\"a\":\"2\",\"b\":null}\n");
  Decoder xml;
  xml.kind = Decoder::Kind::xml;
  EXPECT_EQ(decoded(xml, "<r><i n=\"1\">x</i><i/><j>y</j></r>"),
            "{\"r\":{\"i\":[{\"@n\":\"1\",\"#text\":\"x\"},null],\"j\":\"y\"}}\n");
  EXPECT_EQ(decoded(xml, "<!DOCTYPE r [<!ENTITY a \"b\">]><r>&a;</r>"), "bad_xml");
  EXPECT_EQ(decoded(xml, "<r>"), "bad_xml");
}

TEST(Decoders, ReadXmlInTheEncodingThatIsNamed) {
  Decoder xml;
  xml.kind = Decoder::Kind::xml;
  const std::string named = "<?xml version=\"1.0\" encoding='Shift_JIS' ?>", bytes = "<r>\x8e\x52</r>", wanted = "{\"r\":\"山\"}\n";
  EXPECT_EQ(decoded(xml, named + bytes, "text/xml; charset=Shift_JIS"), wanted);
  EXPECT_EQ(decoded(xml, bytes, "text/xml; charset=Shift_JIS"), wanted);
  EXPECT_EQ(decoded(xml, named + bytes), wanted);
  EXPECT_EQ(decoded(xml, named + "<r>山</r>", "text/xml; charset=utf-8"), wanted) << "what was written anew on the way has an old prolog";
  EXPECT_EQ(decoded(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + bytes, "text/xml; charset=Shift_JIS"), wanted);
  EXPECT_EQ(decoded(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + bytes), "bad_text");
  EXPECT_EQ(decoded(xml, "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r>a</r>"), "{\"r\":\"a\"}\n") << "a prolog that can be read byte by byte is not in UTF-16";
  EXPECT_EQ(decoded(xml, std::string("\xFF\xFE<\0r\0/\0>\0", 10)), "{\"r\":null}\n");
  EXPECT_EQ(decoded(xml, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>caf\xE9</r>"), "{\"r\":\"café\"}\n");
  EXPECT_EQ(decoded(xml, "<?xml version=\"1.0\" encoding=\"KOI8-R\"?><r>\xE9</r>"), "unknown_charset");
}

TEST(Decoders, ReadLatin1) {
  EXPECT_EQ(decoded({}, "{\"a\":\"caf\xE9 \x80\"}", "application/json; charset=ISO-8859-1"), "{\"a\":\"café €\"}\n");
  EXPECT_EQ(decoded({}, "{\"a\":\"café\"}", "application/json; charset=ISO-8859-1"), "{\"a\":\"café\"}\n")
      << "servers name it where nobody told them what they serve";
  EXPECT_EQ(decoded({}, "{\"a\":\"\x81\x40\"}", "application/json; charset=windows-1252"), "bad_text");
  EXPECT_EQ(decoded({}, "{\"a\":\"\xE9\"}", "application/json; charset=koi8-r"), "unknown_charset");
  Decoder csv;
  csv.kind = Decoder::Kind::csv;
  csv.encoding = "latin-1";
  EXPECT_EQ(decoded(csv, "a\ncaf\xE9\n"), "{\"a\":\"café\"}\n");
}

TEST(Decoders, LeaveOutWhatSaysThatThereIsNothing) {
  Decoder csv;
  csv.kind = Decoder::Kind::csv;
  csv.nulls = {"", "N/A"};
  EXPECT_EQ(decoded(csv, "a,b,c\nN/A,,n/a\n"), "{\"a\":null,\"b\":null,\"c\":\"n/a\"}\n");
}

TEST(Decoders, NameAPageThatStandsInPlaceOfData) {
  const std::string page = "\xEF\xBB\xBF \n<!-- proxy -->\n<!DOCTYPE HTML>\n<html><body>log in</body></html>\n",
                    xhtml = "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
                            "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html><body>log in</body></html>";
  Decoder decoder;
  for (auto kind : {Decoder::Kind::json, Decoder::Kind::lines, Decoder::Kind::csv, Decoder::Kind::xml, Decoder::Kind::iterable}) {
    decoder.kind = kind;
    EXPECT_EQ(decoded(decoder, page), "html_answer");
    EXPECT_EQ(decoded(decoder, xhtml), "html_answer");
    EXPECT_EQ(decoded(decoder, "<div>log in</div>", "text/html; charset=utf-8"), "html_answer");
  }
  decoder.kind = Decoder::Kind::csv;
  EXPECT_EQ(decoded(decoder, "a\n<html>\n", "text/html"), "{\"a\":\"<html>\"}\n") << "a wrong type alone is no page";
  decoder.kind = Decoder::Kind::xml;
  EXPECT_EQ(decoded(decoder, "<items><html>x</html></items>"), "{\"items\":{\"html\":\"x\"}}\n");
}

TEST(Records, KeepTheDigitsOfLargeNumbers) {
  Record record(std::string_view(R"({"id":123456789012345678901234567890,"n":18446744073709551615,"d":0.5,"deep":{"id":-99999999999999999999}})"));
  EXPECT_EQ(record.find({"id"})->dump(), "\"123456789012345678901234567890\"");
  EXPECT_EQ(record.find({"n"})->dump(), "18446744073709551615");
  EXPECT_EQ(record.tree()["deep"]["id"].dump(), "\"-99999999999999999999\"");
  EXPECT_EQ(record.tree()["d"].dump(), "0.5");
}

std::string transformed(const char* record, const Transformation& by) {
  Json tree = Json::parse(record);
  Names names;
  transform(tree, by, {names, clock});
  return tree.dump();
}

TEST(Transformations, ChangeRecords) {
  Transformation add;
  add.fields.push_back(
      {{Interpolated("a"), Interpolated("b")}, Interpolated("{{ record.x ~ '' }}"), Wanted::text});
  add.fields.push_back({{Interpolated("n")}, Interpolated("{{ record.a.b }}"), Wanted::any});
  EXPECT_EQ(transformed(R"({"x":"01"})", add), R"({"x":"01","a":{"b":"01"},"n":"01"})");
  Transformation remove;
  remove.kind = Transformation::Kind::remove;
  remove.paths = {{"a", "x"}, {"*_id"}, {"list", "*", "y"}, {"none"}};
  EXPECT_EQ(transformed(R"({"a":{"x":1,"z":2},"k_id":3,"list":[{"y":1,"w":2}]})", remove),
            R"({"a":{"z":2},"list":[{"w":2}]})");
  remove.paths = {{"**", "x"}};
  remove.condition = Condition(Interpolated("{{ property == 1 }}"));
  EXPECT_EQ(transformed(R"({"x":1,"a":{"x":1,"b":[{"x":2}]}})", remove), R"({"a":{"b":[{"x":2}]}})");
  Transformation flat;
  flat.kind = Transformation::Kind::dpath_flatten;
  flat.at = {Interpolated("list"), Interpolated("*")};
  EXPECT_EQ(transformed(R"({"list":[{"y":1},{"y":2}]})", flat), R"({"list":[{"y":1},{"y":2}],"y":1})") << "the first that fits";
  flat.at = {Interpolated("*"), Interpolated("in")};
  flat.deletes_origin = true;
  EXPECT_EQ(transformed(R"({"k":0,"a":{"x":1},"b":{"in":{"z":2}},"c":{"in":{"z":3},"w":4}})", flat),
            R"({"k":0,"a":{"x":1},"b":{},"c":{"w":4},"z":2})");
  flat.replaces_record = true;
  EXPECT_EQ(transformed(R"({"a":{"in":{"z":2}}})", flat), R"({"z":2})");
  EXPECT_EQ(transformed(R"({"k":0,"a":{"in":5}})", flat), R"({"k":0,"a":{"in":5}})");
  EXPECT_EQ(snake_key("OrderID"), "order_id");
  EXPECT_EQ(snake_key("order-line No1"), "order_line_no_1");
}

TEST(Transformations, LoseNoMemberByItsNewName) {
  const std::pair<const char*, const char*> names[] = {{"_x", "_x"}, {"$id", "_id"}, {"@odata.etag", "_odata_etag"}, {"x ", "x_"}, {"1st", "_1_st"},
                                                       {"氏名", "氏名"}, {"会員ID", "会員_id"}, {"電話番号（自宅）", "電話番号_自宅_"}, {"Größe", "größe"}, {"--", "_"}};
  for (const auto& [name, wanted] : names) EXPECT_EQ(snake_key(name), wanted) << name;
  Transformation snake;
  snake.kind = Transformation::Kind::snake_keys;
  EXPECT_EQ(transformed(R"({"userName":1,"user_name":2,"㈱":3,"㈲":4,"in":{"A b":1},"l":[{"A b":1}]})", snake),
            R"({"userName":1,"user_name":2,"㈱":3,"㈲":4,"in":{"a_b":1},"l":[{"a_b":1}]})") << "in lists too, as the CDK does not";
  Transformation replace;
  replace.kind = Transformation::Kind::replace_keys;
  replace.old_text = Interpolated(".");
  replace.new_text = Interpolated("");
  EXPECT_EQ(transformed(R"({"l":[{"product.":{"name":1}},[{"in.":2}],"x."],"party.":{"country.":3}})", replace),
            R"({"l":[{"product":{"name":1}},[{"in":2}],"x."],"party":{"country":3}})");
  Transformation lower;
  lower.kind = Transformation::Kind::lower_keys;
  EXPECT_EQ(transformed(R"({"A":[{"B":1}]})", lower), R"({"a":[{"B":1}]})");
  Transformation flatten;
  flatten.kind = Transformation::Kind::flatten;
  flatten.lists = true;
  EXPECT_EQ(transformed(R"({"l":[{"x":1},{"x":2}],"e":{},"f":[]})", flatten), R"({"l.1.x":2,"l.0.x":1})");
  EXPECT_EQ(transformed(R"({"a":1,"b":{"a":2}})", flatten), R"({"a":1,"b.a":2})") << "the CDK loses one";
}

std::vector<std::string> tokens(Paginator of, const std::vector<size_t>& sizes) {
  Names names;
  const Scope scope{names, clock};
  PageEnds ends;
  Pages pages(of, scope, nullptr, ends);
  std::vector<std::string> out = {pages.token().dump()};
  Json headers = Json::object();
  for (size_t i = 0; i < sizes.size(); ++i) {
    Json response = {{"next", i + 1 < sizes.size() ? "t" + std::to_string(i) : ""}};
    std::string body = "page " + std::to_string(i);
    if (!pages.next({sizes[i], sizes[i], nullptr, &response, &headers, body}, scope)) break;
    out.push_back(pages.token().dump());
  }
  return out;
}

TEST(Pages, FollowTheirStrategy) {
  Paginator page;
  page.kind = Paginator::Kind::page;
  page.page_size = Interpolated("2");
  page.first_page = 1;
  EXPECT_EQ(tokens(page, {2, 2, 1}), (std::vector<std::string>{"null", "2", "3"}));
  page.inject_first = true;
  EXPECT_EQ(tokens(page, {2, 0}), (std::vector<std::string>{"1", "2"}));
  Paginator offset;
  offset.kind = Paginator::Kind::offset;
  EXPECT_EQ(tokens(offset, {3, 5, 0}), (std::vector<std::string>{"null", "3", "8"}));
  Paginator cursor;
  cursor.kind = Paginator::Kind::cursor;
  cursor.cursor_value = Interpolated("{{ response.next }}");
  EXPECT_EQ(tokens(cursor, {1, 1, 1}), (std::vector<std::string>{"null", "\"t0\"", "\"t1\""}));
}

TEST(Pages, ThatRepeatForEverEndTheRead) {
  Paginator page;
  page.kind = Paginator::Kind::page;
  Names names;
  const Scope scope{names, clock};
  PageEnds ends;
  Pages pages(page, scope, nullptr, ends);
  Json headers = Json::object(), response = nullptr;
  auto forever = [&] {
    for (int i = 0; i < 100; ++i) pages.next({2, 2, nullptr, &response, &headers, "same"}, scope);
  };
  EXPECT_THROW(forever(), Failure);
}

DatetimeCursor datetime_cursor() {
  DatetimeCursor out;
  out.field = Interpolated("updated_at");
  out.format = "%Y-%m-%d";
  out.formats = {"%Y-%m-%dT%H:%M:%SZ"};
  out.start.time = Interpolated("2026-01-01");
  return out;
}

std::string stretches(const DatetimeCursor& of, std::optional<Moment> since = {}) {
  Names names;
  std::string out;
  Cursor cursor(of, {names, clock});
  for (const Json& one : cursor.stretches(since))
    out += (out.empty() ? "" : " ") + one["start_time"].get<std::string>().substr(5) + "/" +
           one["end_time"].get<std::string>().substr(5);
  return out;
}

TEST(Cursor, CutsTimeIntoStretches) {
  DatetimeCursor of = datetime_cursor();
  EXPECT_EQ(stretches(of), "01-01/01-31");
  of.step = Interpolated("P10D");
  of.granularity = parse_duration("P1D");
  EXPECT_EQ(stretches(of), "01-01/01-10 01-11/01-20 01-21/01-30 01-31/01-31");
  EXPECT_EQ(stretches(of, parse_iso_time("2026-01-25")), "01-25/01-31");
  of.lookback = Interpolated("P10D");
  EXPECT_EQ(stretches(of, parse_iso_time("2026-01-25")), "01-15/01-24 01-25/01-31");
  EXPECT_EQ(stretches(of, parse_iso_time("2026-01-05")), stretches(of));
  of.step.reset();
  of.end = BoundedTime{"", Interpolated("2099-01-01"), "", std::nullopt, std::nullopt};
  EXPECT_EQ(stretches(of), "01-01/01-31");
}

/// A source that goes by UTC, and one that goes by the clock of the settings, both send all that lies between the start and the end.
TEST(Cursor, CoversBothClocksWhereItsFormatSaysNoOffset) {
  DatetimeCursor of = datetime_cursor();
  of.format = "%Y-%m-%dT%H:%M:%S";
  auto from_to = [&](const char* from, const char* to) {
    of.start = BoundedTime{"", Interpolated(from), "%Y-%m-%dT%H:%M:%S%z", std::nullopt, std::nullopt};
    of.end = BoundedTime{"", Interpolated(to), "%Y-%m-%dT%H:%M:%S%z", std::nullopt, std::nullopt};
    return stretches(of);
  };
  EXPECT_EQ(from_to("2026-01-01T00:00:00-05:00", "2026-01-20T23:59:59-05:00"), "01-01T00:00:00/01-21T04:59:59");
  EXPECT_EQ(from_to("2026-01-01T00:00:00+09:00", "2026-01-20T23:59:59+09:00"), "12-31T15:00:00/01-20T23:59:59");
  of.step = Interpolated("P10D");
  of.granularity = parse_duration("PT1S");
  EXPECT_EQ(from_to("2026-01-01T00:00:00-05:00", "2026-01-20T23:59:59-05:00"), "01-01T00:00:00/01-10T23:59:59 01-11T00:00:00/01-21T04:59:59");
}

TEST(State, IsReadAsItWasWritten) {
  State state;
  state.cursor = "2026-01-31";
  EXPECT_EQ(state.write("u"), R"({"v":1,"state":{"u":"2026-01-31"}})");
  EXPECT_EQ(State::read(state.write("u"), "u").cursor, "2026-01-31");
  State parts;
  std::string name = partition_name({{"b", 1}, {"a", 2}});
  EXPECT_EQ(name, R"({"a":2,"b":1})");
  parts.cursors[name] = "5";
  parts.partitions[name] = {{"b", 1}, {"a", 2}};
  parts.parents["p"] = {{"u", "1"}};
  EXPECT_EQ(
      parts.write("u"),
      R"({"v":1,"state":{"states":[{"partition":{"b":1,"a":2},"cursor":{"u":"5"}}],"parent_state":{"p":{"u":"1"}}}})");
  EXPECT_EQ(State::read(parts.write("u"), "u").write("u"), parts.write("u"));
  EXPECT_FALSE(State::read("rubbish", "u").cursor);
  EXPECT_FALSE(State::read(R"({"v":9,"state":{"u":"1"}})", "u").cursor);
}

}  // namespace
}  // namespace musubi::http
