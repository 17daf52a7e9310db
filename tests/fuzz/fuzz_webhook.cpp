// Any post that is signed is events, held or refused; whatever becomes a record is a JSON object of UTF-8
// with a key. No header makes a signature good that is not the secret's.
#include "connectors/webhook/events.hpp"
#include "connectors/webhook/signature.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using namespace musubi::webhook;
using musubi::fuzz::require;

constexpr const char* types[] = {"application/json", "application/x-www-form-urlencoded",
                                 "multipart/form-data; boundary=B", ""};
constexpr const char* schemes[] = {"shopify",  "square", "stripe", "line",
                                   "typeform", "github", "meta",   "token"};

Settings settings_of(uint8_t choice) {
  Settings out;
  if (choice & 4) out.records = choice & 8 ? "data.items" : "events";
  if (choice & 16) out.headers = {"X-Kept"};
  out.streams = {{"a", std::nullopt, std::nullopt, {read_place("id"), read_place("header:X-Kept")}}};
  if (choice & 32) out.streams[0].when = Condition{read_place("type"), {"x", "y*"}};
  out.ignore_others = choice & 64;
  return out;
}

void judge(const Event& event) {
  require(text::is_valid_utf8(event.json) && event.key.size() >= 1 && event.key.size() <= 400 &&
          text::is_valid_utf8(event.key));
  require(event.problem ||
          (!text::check_json(event.json) && event.json[event.json.find_first_not_of(" \t\r\n")] == '{'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view body = fuzz::text_of(bytes, size);
  const uint8_t choice = fuzz::take_byte(body), scheme = fuzz::take_byte(body);
  std::string_view header = body.substr(0, body.find('\n'));
  body.remove_prefix(std::min(header.size() + 1, body.size()));
  Settings settings = settings_of(choice);
  Request request{"POST", "", {{"Content-Type", types[choice & 3]}, {"X-Kept", header}}, body};
  Post post = read_events(settings, request);
  require(!post.problem || post.events.empty());
  for (const Event& event : post.events) judge(event);
  Signature signature = find_scheme(schemes[scheme & 7])->signature;
  if (signature.header.empty()) signature.header = "X-Word";
  request.headers.emplace_back(signature.header, header);
  const std::vector<std::string> secrets = {"a secret that no input will ever be signed with: 4b1f60cf"};
  require(check_signature({signature, "https://example.jp/in/a", std::chrono::seconds(300), secrets}, request,
                          std::chrono::system_clock::time_point()) != nullptr);
  is_template(header);
  return 0;
}
