#include "connectors/webhook/scheme.hpp"

#include <algorithm>

namespace musubi::webhook {
namespace {

using enum Algorithm;
using enum Encoding;

std::vector<Scheme> known_schemes() {
  return {
      // The raw body with the app's client secret. X-Shopify-Webhook-Id names a delivery, whatever the number
      // of tries;
      // X-Shopify-Event-Id may be that of several topics. A deletion says its id alone, so that its time is the header's.
      {"shopify",
       {"X-Shopify-Hmac-SHA256", sha256, base64, "", "", "{body}", ""},
       {"header:X-Shopify-Webhook-Id"},
       {"X-Shopify-Topic", "X-Shopify-Shop-Domain"},
       "", 202, "", "",
       {"updated_at", "header:X-Shopify-Triggered-At"}},
      // The address of the subscription and behind it the body, with the subscription's signature key.
      {"square",
       {"x-square-hmacsha256-signature", sha256, base64, "", "", "{endpoint}{body}", ""},
       {"event_id"}, {}, "", 202, "", "",
       {"created_at"}},
      // Time stamp, dot, body; one v1 for each secret that is good while one is changed.
      {"stripe", {"Stripe-Signature", sha256, hex, "", "v1", "{timestamp}.{body}", "element:t"}, {"id"}, {}, "", 202, "", "", {"created"}},
      // The body with the channel's secret; wants 200 and nothing else. A redelivery bears the same
      // webhookEventId.
      {"line",
       {"x-line-signature", sha256, base64, "", "", "{body}", ""},
       {"webhookEventId"},
       {},
       "events", 200, "", "",
       {"timestamp"}},
      {"typeform", {"Typeform-Signature", sha256, base64, "sha256=", "", "{body}", ""},
       {"event_id"}, {}, "", 202, "", "", {"form_response.submitted_at"}},
      {"github",
       {"X-Hub-Signature-256", sha256, hex, "sha256=", "", "{body}", ""},
       {"header:X-GitHub-Delivery"},
       {"X-GitHub-Event"},
       "", 202, "", "", {}, true},
      // Pages, lead forms, Instagram: the body with the app's secret. Events have no id of their own.
      {"meta",
       {"X-Hub-Signature-256", sha256, hex, "sha256=", "", "{body}", ""},
       {},
       {},
       "entry",
       200,
       "hub.challenge",
       "hub.verify_token",
       {},
       true},
      // Does not sign; sends what header the administrator makes it send. Ids alone: the records are fetched.
      {"smaregi", {"", none, hex, "", "", "{body}", ""}, {"header:Smaregi-Event-Id"}, {}, "", 200},
      {"hmac", {"", sha256, hex, "", "", "{body}", ""}},
      {"token", {"", none, hex, "", "", "{body}", ""}},
  };
}

}  // namespace

const Scheme* find_scheme(std::string_view name) {
  static const std::vector<Scheme> schemes = known_schemes();
  auto at = std::find_if(schemes.begin(), schemes.end(), [&](const Scheme& one) { return one.name == name; });
  return at == schemes.end() ? nullptr : &*at;
}

}  // namespace musubi::webhook
