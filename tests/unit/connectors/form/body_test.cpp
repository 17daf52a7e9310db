#include "connectors/form/body.hpp"

#include <gtest/gtest.h>

namespace musubi::form {
namespace {

std::string written(const RawForm& form) {
  if (form.problem) return form.problem;
  std::string out;
  for (const RawField& f : form.fields) out += "[" + f.name + "=" + f.value + "]";
  return out;
}

TEST(Body, ReadsUrlencodedForms) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""}, {"a=b", "[a=b]"}, {"a=b&c=d+e", "[a=b][c=d e]"}, {"a", "[a=]"}, {"=b", "[=b]"}, {"&&a=1&", "[a=1]"},
      {"a=%41%2B%zz%4", "[a=A+%zz%4]"}, {"a=1=2", "[a=1=2]"}, {"a=1&a=2", "[a=1][a=2]"}, {"a=%", "[a=%]"},
  };
  for (const auto& [body, fields] : cases) EXPECT_EQ(written(read_urlencoded(body)), fields) << body;
  std::string many;
  for (size_t i = 0; i <= kMostFields; ++i) many += "a&";
  EXPECT_EQ(written(read_urlencoded(many)), "too_many_fields");
}

TEST(Body, ReadsMultipartForms) {
  const std::string type = "multipart/form-data; boundary=B";
  auto part = [](const std::string& head, const std::string& value) { return "--B\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + value + "\r\n"; };
  const std::pair<std::string, const char*> cases[] = {
      {part("name=\"a\"", "1") + "--B--\r\n", "[a=1]"},
      {"preamble\r\n" + part("name=\"a\"", "") + part("name=b", "x\r\ny") + "--B--", "[a=][b=x\r\ny]"},
      {"--B\nContent-Disposition: form-data; name=\"a\"\n\n1\n--B--\n", "[a=1]"},
      {part("name=\"f\"; filename=\"x;y.png\"", "bytes") + "--B--", "[f=x;y.png]"},
      {part("name=\"filename\"", "report.pdf") + part("name=\"my filename=x\"", "2") + part("name=\"f\"; filename=\"\"", "") + part("filename=\"a.png\"; name=f", "bytes") + "--B--",
       "[filename=report.pdf][my filename=x=2][f=][f=a.png]"},
      {part("name=\"\x94\x5C\"", "1") + part("name=\"\x83\x5C\"; filename=\"\x95\x5C\"", "bytes") + "--B--", "[\x94\x5C=1][\x83\x5C=\x95\x5C]"},  // CP932 能, ソ, 表
      {part("name=\"q\\\"uote\"", "1") + "--B--", "[q\"uote=1]"},
      {"--B\r\ncontent-disposition: FORM-DATA; NAME=\"a\"\r\nContent-Type: text/plain\r\n\r\n--Bnot a line\r\n--B--", "cut_off"},
      {part("name=\"a\"", "1 --B-- 2") + "--B--", "[a=1 --B-- 2]"},
      {"--B--\r\n", ""},
      {part("name=\"a\"", "1"), "cut_off"},
      {"", "cut_off"},
      {"--B", "cut_off"},
      {"--B\r\n", "cut_off"},
      {"--B\n--B--", "cut_off"},
      {"--B\r\nX: y\r\n--B--", "cut_off"},
      {part("name=\"\"", "1") + "--B--", "[=1]"},
  };
  for (const auto& [body, fields] : cases) EXPECT_EQ(written(read_multipart(body, type)), fields) << body;
  EXPECT_EQ(written(read_multipart("--B--", "multipart/form-data")), "no_boundary");
  EXPECT_EQ(written(read_multipart("--B--", "multipart/form-data; boundary=" + std::string(300, 'B'))), "no_boundary");
}

}  // namespace
}  // namespace musubi::form
