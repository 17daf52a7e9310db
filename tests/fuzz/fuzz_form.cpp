// Any body is a form, a refusal, or held; whatever becomes a record is a JSON object of UTF-8 with a key that is none of the host's.
#include "connectors/form/body.hpp"
#include "connectors/form/post.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using musubi::fuzz::require;

constexpr const char* types[] = {"application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=B",
                                 "application/x-www-form-urlencoded; charset=cp932", "multipart/form-data; boundary=\"B\"; charset=iso-2022-jp",
                                 "application/x-www-form-urlencoded; charset=euc-jp", "text/plain", ""};

bool is_readable(const std::string& text) {
  for (unsigned char c : text)
    if (c == 0x7F || (c < 0x20 && c != '\r' && c != '\n' && c != '\t')) return false;
  return text::is_valid_utf8(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view body = fuzz::text_of(bytes, size);
  const uint8_t choice = fuzz::take_byte(body);
  form::Settings settings;
  if (choice & 8) settings.fields = {{"a", "A", "text", {}, true}};
  const std::string header = choice & 16 ? std::string(body.substr(0, 40)) : types[choice & 7];
  Request request{"POST", "", {{"Content-Type", header}}, body};
  form::Post post = form::read_post(settings, request);
  if (post.problem) {
    require(post.json.empty() && post.key.empty());
  } else if (post.undecodable) {
    require(is_readable(post.raw));
  } else if (!post.robot) {
    require(!text::check_json(post.json) && text::is_valid_utf8(post.json) && post.key.size() > 10);
    require(form::read_post(settings, request).key == post.key);
  }
  header_parameter(body, "boundary");
  return 0;
}
