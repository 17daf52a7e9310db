#include "connectors/form/page.hpp"

#include <algorithm>

#include "connectors/form/post.hpp"

namespace musubi::form {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

constexpr const char* style =
    "<style>body{font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em;line-height:1.6}label{display:block;margin-top:1em}"
    "input[type=text],input[type=email],input[type=tel],input[type=date],input[type=number],textarea,select{width:100%;font-size:1em;padding:.4em;box-sizing:border-box}"
    "textarea{height:8em}.must{color:#b00020;font-size:.85em}.apart{position:absolute;left:-9999px}button{margin-top:1.5em;font-size:1em;padding:.5em 2em}</style>";

std::string head(const Settings& s) {
  return std::string("<!DOCTYPE html>\n<html lang=\"") + (s.japanese ? "ja" : "en") +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + escaped(s.title) + "</title>" + style + "</head><body>\n<h1>" +
         escaped(s.title) + "</h1>\n";
}

std::string choice(const std::string& name, const std::string& option) {
  return "<label><input type=\"checkbox\" name=\"" + name + "\" value=\"" + escaped(option) + "\"> " + escaped(option) + "</label>";
}

std::string control(const FieldSettings& f) {
  std::string name = escaped(f.name), must = f.required ? " required" : "", id = " id=\"" + name + "\" name=\"" + name + "\"";
  if (f.type == "textarea") return "<textarea" + id + must + "></textarea>";
  std::string options;
  if (f.type == "select") {
    for (const std::string& o : f.options) options += "<option>" + escaped(o) + "</option>";
    return "<select" + id + must + "><option value=\"\"></option>" + options + "</select>";
  }
  if (f.type == "checkbox" && !f.options.empty()) {
    for (const std::string& o : f.options) options += choice(name, o);
    return options;
  }
  if (f.type == "checkbox") return "<input type=\"checkbox\" value=\"1\"" + id + must + ">";
  return "<input type=\"" + f.type + "\"" + id + must + ">";
}

}  // namespace

std::string form_page(const Settings& s, const std::string& nonce) {
  std::string out = head(s);
  if (!s.intro.empty()) out += "<p>" + escaped(s.intro) + "</p>\n";
  out += "<form method=\"post\" accept-charset=\"utf-8\">\n<input type=\"hidden\" name=\"" + std::string(nonce_field) + "\" value=\"" + nonce + "\">\n";
  for (const FieldSettings& f : s.fields) {
    out += "<label for=\"" + escaped(f.name) + "\">" + escaped(f.label);
    if (f.required) out += std::string(" <span class=\"must\">") + (s.japanese ? "必須" : "required") + "</span>";
    out += "</label>\n" + control(f) + "\n";
  }
  out += "<div class=\"apart\" aria-hidden=\"true\"><label>" + std::string(s.japanese ? "この欄は空のままにしてください" : "Leave this empty") + " <input name=\"" +
         escaped(s.honeypot) + "\" tabindex=\"-1\" autocomplete=\"off\"></label></div>\n";
  return out + "<button type=\"submit\">" + (s.japanese ? "送信" : "Send") + "</button>\n</form></body></html>\n";
}

std::string notice_page(const Settings& s, const std::string& sentence, bool back) {
  std::string out = head(s) + "<p>" + escaped(sentence) + "</p>\n";
  if (back) out += std::string("<p>") + (s.japanese ? "ブラウザーの「戻る」で入力に戻れます。" : "Go back in your browser to mend it.") + "</p>\n";
  return out + "</body></html>\n";
}

std::string security_policy(const Settings& s) {
  std::string out = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";
  if (s.redirect.empty()) return out;
  size_t host = s.redirect.find("://") + 3, end = std::min(s.redirect.find_first_of("/?#", host), s.redirect.size());
  std::string_view origin = std::string_view(s.redirect).substr(0, end), scheme = origin.substr(0, host - 2);
  constexpr const char* written = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
  bool plain = origin.substr(host).find_first_not_of(written) == origin.npos;
  return out + " " + std::string(plain ? origin : scheme);
}

std::string thanks(const Settings& s) {
  if (!s.thanks.empty()) return s.thanks;
  return s.japanese ? "送信しました。ありがとうございました。" : "Your message was sent. Thank you.";
}

}  // namespace musubi::form
