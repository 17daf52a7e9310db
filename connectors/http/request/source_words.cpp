#include "connectors/http/request/source_words.hpp"

#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/template/filter_families.hpp"

namespace musubi::http {
namespace {

constexpr size_t kLongest = 200;               // bytes of what is quoted
constexpr size_t kLargest = size_t{1} << 20;  // bytes of an answer that is looked into

bool is_text(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() && !at->get_ref<const std::string&>().empty();
}

}  // namespace

std::string quotable(const Session& session, std::string text, const std::string& token) {
  std::string out = session.struck_out(std::move(text));
  if (!token.empty()) out = replaced(out, token, "***", -1);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  if (out.size() > kLongest) {
    size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out = out.substr(0, end) + "…";
  }
  while (out.ends_with('.') || out.ends_with(' ')) out.pop_back();
  if (out.ends_with("。")) out.resize(out.size() - 3);
  return out;
}

std::string words_of(const Session& session, const HttpAnswer& answer, const std::string& token) {
  if (answer.body.size() > kLargest) return "";
  return quotable(session, any_error_text(Json::parse(answer.body, nullptr, false)), token);
}

std::string words_of_login(const Session& session, const Json& body) {
  if (!body.is_object() || !is_text(body, "error") || !is_text(body, "error_description")) return quotable(session, any_error_text(body));
  return quotable(session, body["error"].get<std::string>() + ": " + body["error_description"].get<std::string>());
}

}  // namespace musubi::http
