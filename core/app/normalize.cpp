// musubi normalize KIND: one value a line in, TSV with a header out (design.md §11).
#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"

#include <fmt/format.h>

#include <iostream>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/base/nearest.hpp"
#include "core/text/encoding.hpp"
#include "core/text/hex.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace {

using Cells = std::vector<std::string>;

struct ValueKind {
  const char* name;
  Cells columns;
  std::function<Cells(const Context&, const std::string&)> read;
};

std::string escaped(std::string_view cell) {
  std::string out;
  for (char c : cell) {
    switch (c) {
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
  }
  return out;
}

Cells with(const Context& context, Cells cells, const normalize::Outcome& o) {
  cells.push_back(o.note ? render(*o.note, context.lang) : "");
  cells.push_back(o.problem ? render(*o.problem, context.lang) : "");
  return cells;
}

Cells decoded(const Context& context, const std::string& line, std::optional<text::Encoding> named) {
  std::optional<std::string> bytes = text::unhex(line);
  normalize::Outcome outcome;
  if (!bytes) {
    outcome.problem = Message{"app.not_hex", {}};
    return with(context, {line, "", "", ""}, outcome);
  }
  const text::Detection found = named ? text::Detection{*named, "named"} : text::detect(*bytes);
  const text::Encoding encoding = found.encoding;
  text::Decoded d = text::decode(*bytes, encoding);
  if (d.bad) outcome.note = Message{"app.undecodable", {{"count", fmt::to_string(d.bad)}, {"offset", fmt::to_string(d.first_bad)}}};
  return with(context, {line, std::string(text::encoding_name(encoding)), std::string(found.why), d.text}, outcome);
}

/// An empty cell means that there is no date; one that is not right doesn't pass for one.
std::string dated(const normalize::Date& d) {
  if (!d.outside_era.empty()) return "out-of-era:" + d.outside_era;
  return d.problem ? "error" : d.date;
}

std::string key(std::string_view type, const std::vector<std::string>& parts) {
  return normalize::keys(type, parts).strict;
}

std::vector<ValueKind> kinds() {
  return {
      {"address", {"pref", "city", "town", "rest", "postal_code", "building"}, [](const Context& c, const std::string& in) {
         auto a = normalize::address(in);
         return with(c, {in, a.pref, a.city, a.town, a.rest, a.postal_code, a.building}, a);
       }},
      {"person", {"family", "given", "family_kana", "given_kana", "honorific", "key"}, [](const Context& c, const std::string& in) {
         auto p = normalize::person(in);
         return with(c, {in, p.family, p.given, p.family_kana, p.given_kana, p.honorific, key("person_name", {p.family, p.given})}, p);
       }},
      {"kana", {"family_kana", "given_kana", "key"}, [](const Context& c, const std::string& in) {
         auto p = normalize::kana(in);
         const std::vector<std::string> parts = p.family_kana.empty() ? std::vector{p.family, p.given} : std::vector{p.family_kana, p.given_kana};
         return with(c, {in, parts[0], parts[1], key("kana_name", parts)}, p);
       }},
      {"company", {"core_name", "legal_form", "position", "branch", "key"}, [](const Context& c, const std::string& in) {
         auto o = normalize::company(in);
         return with(c, {in, o.core_name, o.legal_form, o.position, o.branch, key("company", {normalize::shown(o)})}, o);
       }},
      {"corporate_number", {"corporate_number"}, [](const Context& c, const std::string& in) {
         auto n = normalize::corporate_number(in);
         return with(c, {in, n.word}, n);
       }},
      {"phone", {"e164", "national", "ext", "type"}, [](const Context& c, const std::string& in) {
         auto p = normalize::phone(in);
         return with(c, {in, p.e164, p.national, p.ext, p.type}, p);
       }},
      {"email", {"email", "key"}, [](const Context& c, const std::string& in) {
         auto e = normalize::email(in);
         return with(c, {in, e.email, key("email", {e.email})}, e);
       }},
      {"date", {"date"}, [](const Context& c, const std::string& in) {
         auto d = normalize::date(in);
         return with(c, {in, dated(d)}, d);
       }},
      {"money", {"amount", "currency"}, [](const Context& c, const std::string& in) {
         auto m = normalize::money(in);
         return with(c, {in, m.amount, m.currency}, m);
       }},
      {"text", {"text"}, [](const Context& c, const std::string& in) {
         auto w = normalize::text(in);
         return with(c, {in, w.word}, w);
       }},
      {"encoding", {"encoding", "why", "text"}, [](const Context& c, const std::string& in) { return decoded(c, in, {}); }},
  };
}

ValueKind chosen(const std::string& word) {
  std::vector<std::string> known;
  std::string name = word.substr(0, word.find(':'));
  std::vector<ValueKind> all = kinds();
  for (const ValueKind& k : all) known.push_back(k.name);
  for (ValueKind& k : all) {
    if (k.name != name) continue;
    if (word.size() == name.size()) return std::move(k);
    std::optional<text::Encoding> encoding = text::encoding_named(word.substr(name.size() + 1));
    if (name != "encoding" || !encoding) break;
    k.read = [encoding](const Context& c, const std::string& in) { return decoded(c, in, encoding); };
    return std::move(k);
  }
  const std::string near = nearest(name, known);
  throw Error(near.empty() || near == name ? "app.bad_kind" : "app.bad_kind_near", {{"kind", word}, {"nearest", near}, {"known", fmt::format("{}", fmt::join(known, " "))}});
}

void append_row(std::string& out, const Cells& cells) {
  for (size_t i = 0; i < cells.size(); ++i) out += (i ? "\t" : "") + escaped(cells[i]);
  out += '\n';
}

}  // namespace

int run_normalize(Context& context, const std::string& word) {
  ValueKind kind = chosen(word);
  Cells heading = {"input"};
  heading.insert(heading.end(), kind.columns.begin(), kind.columns.end());
  heading.insert(heading.end(), {"note", "problem"});
  std::string out, line;
  append_row(out, heading);
  std::ios::sync_with_stdio(false);
  while (std::getline(std::cin, line)) {
    Cells row = kind.read(context, line);
    row[0] = text::replace_invalid(row[0]);
    append_row(out, row);
    if (out.size() > (1 << 16)) std::cout << out, out.clear();
  }
  std::cout << out << std::flush;
  return std::cout ? 0 : 1;
}

}  // namespace musubi
