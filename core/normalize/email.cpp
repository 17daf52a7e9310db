#include <unicode/uidna.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>

#include "core/normalize/chars.hpp"
#include "core/normalize/email_hosts.hpp"
#include "core/normalize/normalize.hpp"

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
  return label.size() >= 2 && !is_digit(char32_t(label.front()));
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

/// The address out of "山田 <a@b.jp>", mailto:a@b.jp and the like.
View bare(View text) {
  if (size_t open = text.rfind(U'<'); open != View::npos)
    if (size_t close = text.find(U'>', open); close != View::npos)
      text = text.substr(open + 1, close - open - 1);
  for (View label : {View(U"mailto:"), View(U"MAILTO:"), View(U"E-mail:"), View(U"Email:"), View(U"メール:"),
                     View(U"Mail:")})
    if (text.starts_with(label)) text.remove_prefix(label.size());
  return trim(text, U" .,;、。<>()\"'");
}

std::string lowered(View text) {
  std::string out = utf8(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

}  // namespace

Email email(std::string_view text) {
  Email out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  std::replace_if(chars.begin(), chars.end(), is_dash, U'-');  // ｔａｒｏ－ｙ＠
  View address = bare(chars);
  const Message bad{"normalize.bad_email", {}};
  size_t at = address.rfind(U'@');
  if (at == View::npos || at == 0) return out.problem = bad, out;
  View local_part = trim(address.substr(0, at)), host_part = trim(address.substr(at + 1));
  bool ascii = std::all_of(host_part.begin(), host_part.end(), [](char32_t c) { return c < 0x80; });
  std::string local = utf8(local_part), host = ascii ? lowered(host_part) : to_ascii_host(host_part);
  if (!is_local(local) || !is_host(host)) return out.problem = bad, out;
  bool odd = local.front() != '"' && has_odd_dots(local);
  if (odd && !allows_odd_dots(host)) return out.problem = bad, out;
  out.email = local + "@" + host;
  std::string role = lowered(local_part.substr(0, local_part.find(U'+')));
  out.shared = is_role(role);
  if (std::string_view meant = intended_host(host); !meant.empty())
    out.note = Message{"normalize.typo_host", {{"host", std::string(meant)}}};
  else if (out.shared)
    out.note = Message{"normalize.shared_email", {}};
  else if (odd)
    out.note = Message{"normalize.odd_local_part", {}};
  return out;
}

}  // namespace musubi::normalize
