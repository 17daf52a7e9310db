// authres = [authserv-id [version]] *(";" resinfo), without ";" before the first resinfo where a server writes no authserv-id; resinfo = method["/" version] "=" result *(ptype "." property "=" value).
// Comments in parentheses and blanks may stand between any two of these; values may be quoted.
#include "connectors/mail/sender_proof.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {
namespace {

/// One token: a sign, a word, or a quoted text without its quotes.
struct Token {
  char sign = 0;
  std::string text;
};

/// The end of the comment that begins at `at`; npos if it has none.
size_t comment_end(std::string_view raw, size_t at) {
  for (int depth = 0; at < raw.size(); ++at) {
    if (raw[at] == '\\') ++at;
    else if (raw[at] == '(') ++depth;
    else if (raw[at] == ')' && --depth == 0) return at + 1;
  }
  return raw.npos;
}

std::optional<std::vector<Token>> tokens(std::string_view raw) {
  std::vector<Token> out;
  for (size_t at = 0; at < raw.size();) {
    char c = raw[at];
    if (is_blank(c)) {
      ++at;
    } else if (c == '(') {
      at = comment_end(raw, at);
      if (at == raw.npos) return {};
    } else if (c == ';' || c == '=') {
      out.push_back({c, {}}), ++at;
    } else if (c == '"') {
      Token one;
      for (++at; at < raw.size() && raw[at] != '"'; ++at) one.text += raw[at] == '\\' && at + 1 < raw.size() ? raw[++at] : raw[at];
      if (at++ >= raw.size()) return {};
      out.push_back(std::move(one));
    } else {
      size_t end = std::min(raw.find_first_of(" \t\r\n();=\"", at), raw.size());
      out.push_back({0, lower(raw.substr(at, end - at))}), at = end;
    }
  }
  return out;
}

std::string domain_of(const std::string& address) { return lower(std::string_view(address).substr(address.rfind('@') + 1)); }

/// Whether who signs for `signer` may speak for `domain`: the same, or one below it.
bool aligned(const std::string& domain, const std::string& signer) {
  return signer.find('.') != signer.npos && (domain == signer || domain.ends_with("." + signer));
}

/// One resinfo: dmarc=pass header.from=example.com
bool proves(const std::vector<Token>& all, size_t from, size_t to, const std::string& domain) {
  auto word = [&](size_t at) { return at < to && !all[at].sign ? all[at].text : std::string(); };
  auto is_equals = [&](size_t at) { return at < to && all[at].sign == '='; };
  if (!is_equals(from + 1) || word(from + 2) != "pass") return false;
  std::string method = word(from).substr(0, word(from).find('/'));
  bool is_dmarc = method == "dmarc", said = false;
  if (!is_dmarc && method != "dkim") return false;
  for (size_t at = from + 3; at < to; ++at) {
    bool is_domain = is_dmarc ? word(at) == "header.from" : word(at) == "header.d" || word(at) == "header.i";
    if (!is_domain || !is_equals(at + 1)) continue;
    std::string signer = domain_of(word(at + 2));
    if (is_dmarc ? signer != domain : !aligned(domain, signer)) return false;
    said = true;
  }
  return said || is_dmarc;
}

bool is_sole_sender(const Mail& mail) {
  auto named = std::count_if(mail.headers.begin(), mail.headers.end(), [](const Header& h) { return same(h.name, "From"); });
  return named == 1 && mail.from.size() == 1;
}

}  // namespace

bool sender_is_proven(const Mail& mail, std::string_view authserv_id) {
  if (authserv_id.empty() || !is_sole_sender(mail)) return false;
  std::string_view field = header(mail.headers, "Authentication-Results");
  std::optional<std::vector<Token>> all = tokens(field);
  if (!all || field.size() >= kLongestField || all->empty() || (*all)[0].sign) return false;
  auto is_end = [](const Token& t) { return t.sign == ';'; };
  const bool nameless = all->size() > 1 && (*all)[1].sign == '=';
  if (nameless != (authserv_id == kNoAuthservId) || (!nameless && !same((*all)[0].text, authserv_id))) return false;
  auto begin = nameless ? all->begin() : std::find_if(all->begin(), all->end(), is_end);
  if (!nameless && begin != all->end()) ++begin;
  std::string domain = domain_of(mail.from[0].address);
  while (begin != all->end()) {
    auto end = std::find_if(begin, all->end(), is_end);
    if (proves(*all, size_t(begin - all->begin()), size_t(end - all->begin()), domain)) return true;
    begin = end == all->end() ? end : end + 1;
  }
  return false;
}

}  // namespace musubi::mail
