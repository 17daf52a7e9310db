// Any bytes that a page posts are an event, a login, a withdrawal or refused; what becomes a record is a JSON object of UTF-8 without
// what the page may not say.
#include "connectors/beacon/event.hpp"
#include "connectors/beacon/login.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using namespace musubi::beacon;
using musubi::fuzz::require;

void judge(const Event& event) {
  require(event.visitor.size() == 32 && event.id.size() >= 16 && event.id.size() <= 64);
  require((event.kind == Kind::event) == !event.json.empty());
  if (event.kind == Kind::event) require(event.json[0] == '{' && !text::check_json(event.json) && text::is_valid_utf8(event.json));
  require((event.kind == Kind::login) == (!event.member.empty() && event.time > 0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view body = fuzz::text_of(bytes, size);
  Event event = read_event(body);
  if (!event.problem) judge(event);
  const std::vector<std::string> secrets = {"a secret that no input will ever be signed with: 4b1f60cf"};
  require(check_login(event, secrets, std::chrono::seconds(3600), std::chrono::system_clock::time_point()) != nullptr);
  is_robot(body);
  return 0;
}
