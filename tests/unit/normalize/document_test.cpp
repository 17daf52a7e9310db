// The examples of docs/normalize.md: in a block that is named for a kind, each line is "input → output".
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>

#include "core/normalize/key.hpp"
#include "core/text/encoding.hpp"
#include "core/text/hex.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

using Cells = std::vector<std::string>;

std::string joined(const Cells& cells) {
  std::string out;
  for (const std::string& cell : cells) out += (&cell == &cells[0] ? "" : cell.empty() ? " /" : " / ") + cell;
  return out;
}

template <class R>
std::string shown_or(const R& r, const Cells& cells) {
  return r.problem ? said(r) : joined(cells);
}

std::string show(std::string_view kind, const std::string& in) {
  if (kind == "person") {
    auto r = person(in);
    return shown_or(r, {r.family, r.given});
  }
  if (kind == "kana") {
    auto r = kana(in);
    return shown_or(r, {r.family_kana, r.given_kana});
  }
  if (kind == "key") return keys("person_name", {person(in).family, person(in).given}).strict;
  if (kind == "company") {
    auto r = company(in);
    return shown_or(r, {r.core_name, r.legal_form, r.position, r.branch});
  }
  if (kind == "address") {
    auto r = address(in);
    return shown_or(r, {r.pref, r.city, r.town, r.rest, r.building});
  }
  if (kind == "phone") {
    auto r = phone(in);
    return shown_or(r, {r.national, r.type, r.ext});
  }
  if (kind == "email") {
    auto r = email(in);
    return shown_or(r, {r.email});
  }
  if (kind == "date") {
    auto r = date(in);
    return shown_or(r, {r.date});
  }
  if (kind == "money") {
    auto r = money(in);
    return shown_or(r, {r.amount + (r.currency.empty() ? "" : " " + r.currency)});
  }
  if (kind == "corporate_number") {
    auto r = corporate_number(in);
    return shown_or(r, {r.word});
  }
  if (kind == "text") return text(in).word;
  if (kind.starts_with("encoding")) {
    const std::string bytes = text::unhex(in).value_or("");
    const text::Detection found = kind == "encoding" ? text::detect(bytes) : text::Detection{*text::encoding_named(kind.substr(9)), "named"};
    return joined({std::string(text::encoding_name(found.encoding)), std::string(found.why), text::decode(bytes, found.encoding).text});
  }
  return "no such kind";
}

TEST(Document, ExamplesHold) {
  const char* root = std::getenv("MUSUBI_SOURCE");
  std::ifstream file(std::string(root ? root : ".") + "/docs/normalize.md");
  ASSERT_TRUE(file.is_open());
  std::string kind;
  std::map<std::string, int> seen;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      kind = kind.empty() ? line.substr(3) : "";
      continue;
    }
    const std::string arrow = " → ";
    size_t at = line.find(arrow);
    if (kind.empty() || at == std::string::npos) continue;
    EXPECT_EQ(show(kind, line.substr(0, at)), line.substr(at + arrow.size())) << line;
    ++seen[kind];
  }
  EXPECT_GE(seen.size(), 14u);
}

}  // namespace
}  // namespace musubi::normalize
