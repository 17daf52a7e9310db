#include <unicode/uidna.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>

#include "core/normalize/chars.hpp"
#include "core/normalize/email_hosts.hpp"
#include "core/normalize/email_parts.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/mailbox_roles.hpp"
#include "core/text/made_up_address.hpp"

namespace musubi::normalize {
namespace {

bool is_ascii_letter_or_digit(char32_t c) {
  return is_latin(c) || is_digit(c);
}

/// A host with letters beyond ASCII in its xn-- form; "" if it is none.
std::string to_ascii_host(View host) {
  std::u16string wide;
  for (char32_t c : host) {
    if (c > 0xFFFF) return "";
    wide += char16_t(c);
  }
  UErrorCode error = U_ZERO_ERROR;
  UIDNA* idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
  std::array<char16_t, 256> out;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t size = uidna_nameToASCII(idna, wide.data(), int32_t(wide.size()), out.data(), int32_t(out.size()),
                                   &info, &error);
  uidna_close(idna);
  if (U_FAILURE(error) || info.errors || size > int32_t(out.size())) return "";
  return std::string(out.begin(), out.begin() + size);
}

/// Whether an underscore stands in the name that is registered, not in one of those that its owner puts before it.
bool has_underscore(std::string_view host) {
  const size_t last = host.rfind('_');
  if (last == host.npos) return false;
  const auto labels = std::count(host.begin() + std::ptrdiff_t(last), host.end(), '.');
  const size_t end = host.rfind('.'), second = end == 0 ? host.npos : host.rfind('.', end - 1);
  const bool country = end != host.npos && host.size() - end == 3;
  return labels < (country && second != host.npos && end - second <= 3 ? 3 : 2);  // example.co.jp, but hp.com
}

bool is_host(std::string_view host) {
  if (host.size() > 253 || host.find('.') == std::string_view::npos) return false;
  size_t start = 0;
  std::string_view label;
  while (start <= host.size()) {
    size_t end = std::min(host.find('.', start), host.size());
    label = host.substr(start, end - start);
    bool letters = std::all_of(label.begin(), label.end(), [](char c) {
      return is_ascii_letter_or_digit(char32_t(c)) || c == '-' || c == '_';
    });
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' || !letters)
      return false;
    start = end + 1;
  }
  const bool letters = std::all_of(label.begin(), label.end(), [](char c) { return is_latin(char32_t(c)); });
  return label.size() >= 2 && (letters || label.starts_with("xn--")) && !has_underscore(host);
}

bool is_local(std::string_view local) {
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
  if (local.empty() || local.size() > 64) return false;
  if (local.size() > 2 && local.front() == '"' && local.back() == '"')
    return std::all_of(local.begin(), local.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
  return std::all_of(local.begin(), local.end(), [&](char c) {
    return is_ascii_letter_or_digit(char32_t(c)) || marks.find(c) != std::string_view::npos;
  });
}

bool has_odd_dots(std::string_view local) {
  return local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos;
}

std::string lowered(View text) {
  std::string out = utf8(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

/// "taro." without its quotes, where the host takes it so, and where nothing at its beginning would be taken for a mark beside it.
std::string without_quotes(const std::string& local, std::string_view host) {
  if (local.size() < 3 || local.front() != '"' || local.back() != '"') return local;
  std::string inside = local.substr(1, local.size() - 2);
  const bool plain = inside.find_first_of("\" @\\") == std::string::npos && inside.find_first_of("/=|'") != 0 && is_local(inside);
  return plain && (!has_odd_dots(inside) || allows_odd_dots(host)) ? inside : local;
}

/// What is wrong with an address that is none: that its host is a misspelling of another one, or only that it
/// is none.
Message why_bad(View text) {
  const size_t at = text.find(U'@');
  std::string typed;
  for (char32_t c : trim(text.substr(at == View::npos ? text.size() : at + 1), U" <>()\"'.。、,")) {
    if (View(U"<>()@").find(c) != View::npos) break;
    append_utf8(typed, Chars(1, c == U'、' || c == U'。' || c == U'・' ? U',' : c));
  }
  typed = lowered(read(typed));
  std::string host;
  for (char32_t c : text.substr(at == View::npos ? text.size() : at + 1)) {
    if (c == U',' || c == U'、' || c == U'。') c = U'.';
    if (c == U'@' || c == U' ' || (c == U'.' && (host.empty() || host.back() == '.'))) continue;
    append_utf8(host, Chars(1, c));
  }
  host = lowered(read(host));
  const bool known = is_well_known(host);
  if (std::string meant = known ? host : intended_host(host); at > 0 && !meant.empty())
    return {"normalize.typo_host", {{"host", meant}}};
  if (std::string meant = completed_host(typed); at > 0 && !meant.empty()) return {"normalize.typo_host", {{"host", meant}}};
  return {"normalize.bad_email", {}};
}

}  // namespace

Email email(std::string_view text) {
  Email out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  std::replace_if(chars.begin(), chars.end(), is_dash, U'-');  // ｔａｒｏ－ｙ＠
  const EmailParts parts = email_parts(chars);
  if (parts.torn || parts.local.empty()) return out.problem = Message{"normalize.bad_email", {}}, out;
  const bool ascii = std::all_of(parts.host.begin(), parts.host.end(), [](char32_t c) { return c < 0x80; });
  const std::string host = ascii ? lowered(parts.host) : to_ascii_host(parts.host);
  const std::string local = without_quotes(utf8(parts.local), host);
  if (!is_local(local) || !is_host(host)) return out.problem = why_bad(chars), out;
  const bool odd = local.front() != '"' && has_odd_dots(local);
  if (odd && !allows_odd_dots(host)) return out.problem = Message{"normalize.bad_email", {}}, out;
  out.email = local + "@" + host;
  out.shared = text::is_role_mailbox(lowered(View(parts.local).substr(0, parts.local.find(U'+'))));
  if (std::string meant = intended_host(host); !meant.empty())
    out.note = Message{"normalize.typo_host", {{"host", meant}}};
  else if (text::is_made_up_address(lowered(View(parts.local)) + "@" + host))
    out.note = Message{"normalize.made_up_email", {}};
  else if (parts.several)
    out.note = Message{"normalize.several_emails", {}};
  else if (out.shared)
    out.note = Message{"normalize.shared_email", {}};
  else if (odd)
    out.note = Message{"normalize.odd_local_part", {}};
  return out;
}

}  // namespace musubi::normalize
