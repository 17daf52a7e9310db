// Any bytes are a mail: taken apart without a fault, every text UTF-8, every record JSON, the same twice.
#include "connectors/mail/card_owner.hpp"
#include "connectors/mail/record.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using musubi::fuzz::require;

constexpr int64_t kNow = 1'767'225'600;

void check_json(const std::string& json) {
  require(text::is_valid_utf8(json) && !text::check_json(json));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input = musubi::fuzz::text_of(bytes, size);
  mail::Mail one = mail::read_mail(input, kNow);
  require(one.key == mail::read_mail(input, kNow).key && !one.key.empty());
  mail::Settings settings;
  settings.own = {"example.com"};
  check_json(mail::message_json(one, settings));
  for (const mail::Report& report : mail::reports_of(one)) {
    require(!report.permanent || report.kind == "bounce");
    check_json(mail::report_json(one, report));
  }
  for (const mail::Part& part : one.parts.leaves)
    for (const mail::Card& card : mail::cards_in(part.bytes, part.charset)) {
      require(mail::owner_of(card, one, mail::Ours(one, settings, true), true) != mail::CardOwner::sender);
      check_json(mail::card_json(one, card, "self"));
    }
  mail::FormTemplate form = mail::suggested({one, one, one});
  check_json(mail::template_json(form));
  check_json(mail::form_json(one, form, mail::answers_of(form, one.text), mail::Ours(one, settings, true)));
  return 0;
}
