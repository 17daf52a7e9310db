#include "core/serve/query.hpp"

#include <gtest/gtest.h>

#include "core/serve/refusal.hpp"

namespace musubi {
namespace {

HttpRequest request(const std::string& target) { return {"GET", target, "127.0.0.1", {}, "", false}; }

std::string refusal_id(const std::string& target) {
  try {
    Query query(request(target), {"text", "limit"});
    query.text("text");
    query.integer("limit", 20, 1, 200);
    return "";
  } catch (const Refusal& r) {
    return std::to_string(r.status) + " " + r.message.id;
  }
}

TEST(Query, ReadsWhatIsAsked) {
  Query query(request("/api/customers?text=%E5%B1%B1%E7%94%B0+%E8%8A%B1&&limit=5"), {"text", "limit", "after"});
  EXPECT_EQ(query.text("text"), "山田 花");
  EXPECT_EQ(query.integer("limit", 20, 1, 200), 5);
  EXPECT_EQ(query.integer("after", 7, 0, 10), 7);
  EXPECT_FALSE(query.text("after"));
}

TEST(Query, RefusesWithASentence) {
  const std::pair<const char*, const char*> cases[] = {
      {"/c?txt=a", "400 serve.unknown_parameter_near"}, {"/c?zzzzzz=a", "400 serve.unknown_parameter"},  {"/c?text=a&text=b", "400 serve.parameter_twice"}, {"/c?text=", "400 serve.empty_parameter"},
      {"/c?text", "400 serve.empty_parameter"},     {"/c?text=%FF", "400 serve.bad_text"},              {"/c?text=%00", "400 serve.bad_text"},
      {"/c?limit=0", "400 serve.bad_integer"},      {"/c?limit=201", "400 serve.bad_integer"},          {"/c?limit=5x", "400 serve.bad_integer"},
      {"/c?limit=99999999999999999999", "400 serve.bad_integer"}, {"/c?limit=-1", "400 serve.bad_integer"}, {"/c?limit=", "400 serve.bad_integer"},
      {"/c?", ""},                                  {"/c", ""},
  };
  for (const auto& [target, id] : cases) EXPECT_EQ(refusal_id(target), id) << target;
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "%E5%B1%B1";
  EXPECT_EQ(refusal_id("/c?text=" + hundred), "");
  EXPECT_EQ(refusal_id("/c?text=" + hundred + "x"), "400 serve.bad_text");
}

TEST(Query, DecodesEscapes) {
  EXPECT_EQ(percent_decoded("a%41+%2B", true), "aA +");
  EXPECT_EQ(percent_decoded("a+b", false), "a+b");
  EXPECT_EQ(percent_decoded("100%", true), "100%");
  EXPECT_EQ(percent_decoded("%4", true), "%4");
  EXPECT_EQ(percent_decoded("%zz%e3", true), std::string("%zz") + '\xe3');
}

TEST(Refusals, AreJsonForProgramsAndAPageForBrowsers) {
  HttpRequest program = request("/x"), browser = request("/x");
  browser.headers = {{"accept", "text/html,*/*"}};
  Refusal why(404, {"serve.no_such_page", {}}, {{"Allow", "GET"}});
  HttpResponse a = refused(program, why), b = refused(browser, why);
  EXPECT_EQ(a.status, 404);
  EXPECT_NE(a.body.find("\"id\":\"serve.no_such_page\""), std::string::npos);
  EXPECT_EQ(a.headers.at(0).first, "Allow");
  EXPECT_EQ(b.content_type, "text/html; charset=utf-8");
  EXPECT_NE(b.body.find("このアドレスには何もありません"), std::string::npos);
}

TEST(Refusals, FollowFromErrors) {
  EXPECT_EQ(refusal_of({"flow.no_such_inbox", {}}).status, 404);
  EXPECT_EQ(refusal_of({"store.gone", {}}).status, 503);
  EXPECT_EQ(refusal_of({"store.refused", {{"detail", "of the inside"}}}).status, 500);
  EXPECT_EQ(render(refusal_of({"store.refused", {{"detail", "of the inside"}}}).message, Lang::en).find("inside"), std::string::npos);
}

}  // namespace
}  // namespace musubi
