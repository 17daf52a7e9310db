#include "connectors/webhook/signature.hpp"

#include <gtest/gtest.h>

#include "connectors/webhook/scheme.hpp"

namespace musubi::webhook {
namespace {

using std::chrono::seconds;

std::chrono::system_clock::time_point at(int64_t epoch) {
  return std::chrono::system_clock::time_point(seconds(epoch));
}

/// A post and who may have signed it.
struct Sent {
  Signature signature;
  std::vector<std::string> secrets;
  std::string header, body = "{}";
  int64_t now = 1'700'000'000;
  seconds tolerance{300};
  std::string endpoint = {};
  std::vector<std::pair<std::string, std::string>> more = {};

  std::string fault() const {
    Request request{"POST", "", {{signature.header, header}}, body};
    for (const auto& [name, value] : more) request.headers.emplace_back(name, value);
    const char* id = check_signature({signature, endpoint, tolerance, secrets}, request, at(now));
    return id ? id : "";
  }
};

Signature of(const char* scheme) {
  return find_scheme(scheme)->signature;
}

TEST(Signature, FitsThePublishedExamples) {
  EXPECT_EQ((Sent{of("github"),
                  {"It's a Secret to Everybody"},
                  "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                  "Hello, World!"}
                 .fault()),
            "");
  EXPECT_EQ((Sent{of("line"),
                  {"8c570fa6dd201bb328f1c1eac23a96d8"},
                  "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=",
                  R"({"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]})"}
                 .fault()),
            "");
  EXPECT_EQ((Sent{of("square"),
                  {"asdf1234"},
                  "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=",
                  R"({"hello":"world"})",
                  0,
                  seconds(1),
                  "https://example.com/webhook"}
                 .fault()),
            "");
}

/// By Python: hmac.new(b"whsec_x", b"1700000000.{}", "sha256").hexdigest()
constexpr const char* stripe_v1 = "be8cb8325f2202445260a855532f967e30ad2a9394ce28da66ee02880ddcb661";

TEST(Signature, ATimeStampMayDifferByTheToleranceEitherWay) {
  const std::string header = std::string("t=1700000000,v1=") + stripe_v1;
  const std::pair<int64_t, const char*> cases[] = {{0, ""},
                                                   {300, ""},
                                                   {301, "other_time"},
                                                   {-300, ""},
                                                   {-301, "other_time"},
                                                   {86'400 * 365, "other_time"}};
  for (const auto& [later, fault] : cases)
    EXPECT_EQ((Sent{of("stripe"), {"whsec_x"}, header, "{}", 1'700'000'000 + later}.fault()), fault) << later;
}

TEST(Signature, ReadsListsOfElements) {
  const std::string v1 = stripe_v1, none(64, '0');
  std::string many;
  for (int i = 0; i < 16; ++i) many += "v1=" + none + ",";
  const std::pair<std::string, const char*> cases[] = {
      {"t=1700000000,v1=" + v1, ""},
      {" t=1700000000 , v1=" + v1 + " ", ""},
      {"v1=" + none + ",t=1700000000,v1=" + v1, ""},
      {"t=1700000000,v0=" + v1, "no_signature"},
      {"t=1700000000,v1=", "no_signature"},
      {"t=1700000000,v1=" + none, "wrong_signature"},
      {"t=1700000001,v1=" + v1, "wrong_signature"},
      {"v1=" + v1, "wrong_signature"},
      {"t=1700000000," + many + "v1=" + v1, "wrong_signature"},  // the seventeenth
      {"", "no_signature"},
      {",,,=,", "no_signature"},
  };
  for (const auto& [header, fault] : cases)
    EXPECT_EQ((Sent{of("stripe"), {"other", "whsec_x"}, header}.fault()), fault) << header;
}

/// Signed all the same, by Python as above: a stamp that is no number cannot be judged.
TEST(Signature, ATimeStampMustBeANumber) {
  Signature own = of("hmac");
  own.header = "X-Sig";
  own.timestamp = "header:X-Time";
  const std::string signature =
      "add853b103fbcc936a194f9eb15e29c4ff08af6e47d5d1bca4f20218e31e4fff";  // of "{}" with "k"
  const std::pair<const char*, const char*> cases[] = {{"1700000000", ""},
                                                       {" 1700000000 ", ""},
                                                       {"1700000000123", ""},
                                                       {"", "no_timestamp"},
                                                       {"now", "no_timestamp"},
                                                       {"1700000000.5", "no_timestamp"},
                                                       {"-1700000000", "no_timestamp"},
                                                       {"99999999999999999999", "no_timestamp"}};
  for (const auto& [stamp, fault] : cases) {
    Sent sent{own, {"k"}, signature};
    sent.more = {{"x-time", stamp}};
    EXPECT_EQ(sent.fault(), fault) << stamp;
  }
}

TEST(Signature, ATokenIsTheHeaderItself) {
  Signature token = of("smaregi");
  token.header = "X-Word";
  EXPECT_EQ((Sent{token, {"old", "open-sesame"}, "open-sesame"}.fault()), "");
  EXPECT_EQ((Sent{token, {"open-sesame"}, "Open-Sesame"}.fault()), "wrong_token");
  EXPECT_EQ((Sent{token, {"open-sesame"}, "open"}.fault()), "wrong_token");
  EXPECT_EQ((Sent{token, {"open-sesame"}, ""}.fault()), "no_token");
}

TEST(Signature, TemplatesNameWhatThereIsAndSignTheBody) {
  for (const char* good :
       {"{body}", "v0:{timestamp}:{body}", "{endpoint}{body}", "{header:webhook-id}.{timestamp}.{body}"})
    EXPECT_TRUE(is_template(good)) << good;
  for (const char* bad : {"", "body", "{timestamp}", "{body", "{body}{nonce}", "{body}{header:}", "{body}{"})
    EXPECT_FALSE(is_template(bad)) << bad;
}

TEST(Signature, NothingIsLikeNothing) {
  EXPECT_FALSE(same_secret("", ""));
  EXPECT_TRUE(same_secret("a", "a"));
  EXPECT_FALSE(same_secret("a", "b"));
  EXPECT_FALSE(same_secret("a", "aa"));
}

TEST(Signature, EverySchemeButOnesOwnSaysItAll) {
  for (const char* name : {"shopify", "square", "stripe", "line", "typeform", "github", "meta"}) {
    const Scheme* scheme = find_scheme(name);
    ASSERT_TRUE(scheme) << name;
    EXPECT_FALSE(scheme->signature.header.empty()) << name;
    EXPECT_TRUE(is_template(scheme->signature.signed_text)) << name;
    EXPECT_EQ(scheme->signature.signed_text.find("{timestamp}") != std::string::npos,
              !scheme->signature.timestamp.empty())
        << name;
  }
  EXPECT_FALSE(find_scheme("paypal"));
}

}  // namespace
}  // namespace musubi::webhook
