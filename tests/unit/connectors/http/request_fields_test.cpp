// What stands in a request where its values read as literals of Python, or come from one expression.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

Asked asked_with(const std::string& requester) {
  ScriptedServer server([](const Asked&) -> Told { return {200, R"({"items":[]})", ""}; });
  ManifestFolder folder(items_manifest("", "", requester));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.asked().size(), 1u);
  return server.asked().at(0);
}

TEST(RequestFields, RepeatAListAndNoTuple) {
  const Asked asked = asked_with("request_parameters: {ids: \"{{ [1, 2, 3] | join(',') }}\", plain: \"1,2\", round: \"(1, 2)\", list: \"[1, 2]\"}");
  EXPECT_EQ(asked.target, "/items?ids=1%2C2%2C3&plain=1%2C2&round=%281%2C%202%29&list=1&list=2");
}

TEST(RequestFields, MayComeFromOneExpression) {
  EXPECT_EQ(asked_with("request_parameters: \"{{ {'a': 1, 'none': none} }}\"").target, "/items?a=1");
  const Asked form = asked_with("http_method: POST, request_body_data: \"{{ {'a': 1, 'b': 'x y'} }}\"");
  EXPECT_EQ(form.body, "a=1&b=x+y");
  EXPECT_TRUE(form.has("application/x-www-form-urlencoded")) << form.head;
}

TEST(RequestFields, NameNoTypeForABodyOfPlainText) {
  const Asked asked = asked_with("http_method: POST, request_body_data: \"plain text\"");
  EXPECT_EQ(asked.body, "plain text");
  EXPECT_FALSE(asked.has("Content-Type")) << asked.head;
}

}  // namespace
}  // namespace musubi::test
