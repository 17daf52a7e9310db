#include "connectors/http/template/case_mapping.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace musubi::http {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}
icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

bool has_only(std::string_view text, UProperty wanted, UProperty refused) {
  icu::UnicodeString s = unicode(text);
  bool any = false;
  for (int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
    UChar32 c = s.char32At(i);
    if (u_hasBinaryProperty(c, refused) || u_istitle(c)) return false;
    any = any || u_hasBinaryProperty(c, wanted);
  }
  return any;
}

}  // namespace

std::string upper_case(std::string_view text) {
  return utf8(unicode(text).toUpper(icu::Locale::getRoot()));
}
std::string lower_case(std::string_view text) {
  return utf8(unicode(text).toLower(icu::Locale::getRoot()));
}

std::string capitalized(std::string_view text) {
  icu::UnicodeString s = unicode(text);
  if (s.isEmpty()) return "";
  int32_t first = s.moveIndex32(0, 1);
  icu::UnicodeString head(u_totitle(s.char32At(0)));
  return utf8(head + s.tempSubString(first).toLower(icu::Locale::getRoot()));
}

std::string title_case(std::string_view text) {
  icu::UnicodeString s = unicode(text), out;
  bool inside = false;
  for (int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
    UChar32 c = s.char32At(i);
    out.append(inside ? u_tolower(c) : u_totitle(c));
    inside = u_hasBinaryProperty(c, UCHAR_CASED);
  }
  return utf8(out);
}

std::string title_words(std::string_view text) {
  icu::UnicodeString s = unicode(text), out;
  bool inside = false;
  for (int32_t i = 0, next = 0; i < s.length(); i = next) {
    next = s.moveIndex32(i, 1);
    const UChar32 c = s.char32At(i);
    const bool parts = u_isUWhiteSpace(c) || (c < 0x80 && std::string_view("-({[<").find(static_cast<char>(c)) != std::string_view::npos);
    icu::UnicodeString one(c);
    out.append(inside ? one.toLower(icu::Locale::getRoot()) : one.toUpper(icu::Locale::getRoot()));
    inside = !parts;
  }
  return utf8(out);
}

bool is_lower(std::string_view text) {
  return has_only(text, UCHAR_LOWERCASE, UCHAR_UPPERCASE);
}
bool is_upper(std::string_view text) {
  return has_only(text, UCHAR_UPPERCASE, UCHAR_LOWERCASE);
}

}  // namespace musubi::http
