#include "connectors/mail/own_text.hpp"

#include <algorithm>

#include "connectors/mail/lines.hpp"
#include "connectors/mail/signature_line.hpp"

namespace musubi::mail {
namespace {

class Quotes {
 public:
  explicit Quotes(std::string_view text) : raw_(lines_of(text)) {
    for (const std::string& line : raw_) folded_.push_back(folded_line(line));
    mark_barred();
  }

  std::string own() {
    std::string out;
    for (size_t i = 0; i < raw_.size(); ++i) {
      if (quoted(i)) continue;
      if (separates(i) || begins_header(i)) break;
      if (size_t lines = introduces(i)) {
        size_t next = i + lines;
        while (next < raw_.size() && folded_[next].empty()) ++next;
        if (next >= raw_.size() || !quoted(next)) break;
        i += lines - 1;
        continue;
      }
      out += raw_[i] + "\n";
    }
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    return out;
  }

 private:
  bool quoted(size_t i) const { return folded_[i].starts_with('>') || raw_[i].starts_with("》") || barred_[i] || initialled(i); }

  bool is_bar(size_t i) const {
    static const RE2 bar(R"(^\|( .*[^|\s])?\s*$)");
    return i < folded_.size() && found(folded_[i], bar);
  }

  /// "| いつですか" in a run of such lines with a sentence among them: without one it is the frame of a signature. A table ends with a bar as well.
  void mark_barred() {
    barred_.resize(folded_.size());
    for (size_t begin = 0, end = 0; begin < folded_.size(); begin = std::max(end, begin + 1)) {
      for (end = begin; is_bar(end);) ++end;
      const bool quotes = end - begin >= 2 && std::any_of(folded_.begin() + long(begin), folded_.begin() + long(end), is_prose);
      std::fill(barred_.begin() + long(begin), barred_.begin() + long(end), quotes);
    }
  }

  /// "Aozora> いつ": the writer's name right before the mark and a blank behind it. "設定 > 配信" has one before it, too.
  bool initialled(size_t i) const {
    static const RE2 name(R"(^[\pL\pN._-]{1,20}>+( |$))");
    static const RE2 label(R"(^[\pL\pN._-]*(要望|希望|内容|件名|用件|質問|回答|店長|担当者?|さん|様|御中|各位)>)");
    return found(folded_[i], name) && !found(folded_[i], label);
  }

  bool separates(size_t i) const {
    static const RE2 separator(
        R"(^[-_=*\s]{2,}\s*(original( message)?|元の?メール|元の?メッセージ|(ここから)?引用(元|文|開始)?|以下、?引用|forwarded message|original appointment|オリジナルメッセージ|転送メッセージ|転送されたメッセージ|転送元の?メッセージ|返信元のメッセージ|begin forwarded message)\s*[-_=*\s]*:?$|^begin forwarded message:|^----- ?reply message ?-----)",
        pattern_options());
    return found(folded_[i], separator);
  }

  /// The header of a copied mail: two fields within a few lines behind the first, or the next line alone where it names an address or a time.
  bool begins_header(size_t i) const {
    static const RE2 first(R"(^\*?(from|差出人|送信者|送信元|発信者|von|发件人|寄件者|寄件人|de|보낸 ?사람)\*?\s*:)", pattern_options());
    static const RE2 other(R"(^\*?(sent|date|to|cc|subject|送信日時|送信日|日時|日付|宛先|件名|gesendet|datum|an|betreff|发送时间|发送日期|收件人|主题|寄件日期|收件者|主旨|envoyé|à|objet|enviado( el)?|para|asunto|보낸 ?날짜|받는 ?사람|제목)\*?\s*:)", pattern_options());
    static const RE2 sent(R"(^\*?(sent|送信日時|送信日|gesendet|发送时间|发送日期|寄件日期|envoyé|enviado( el)?|보낸 ?날짜)\*?\s*:)", pattern_options());
    if (!found(folded_[i], first)) return false;
    if (i + 1 < folded_.size() && (found(folded_[i + 1], sent) || (folded_[i].find('@') != std::string::npos && found(folded_[i + 1], other)))) return true;
    size_t fields = 0;
    for (size_t k = i + 1; k < folded_.size() && k < i + 6; ++k) fields += found(folded_[k], other);
    return fields >= 2;
  }

  /// Whether the next line that is not empty is quoted.
  bool quote_follows(size_t i) const {
    for (++i; i < folded_.size(); ++i)
      if (!folded_[i].empty()) return folded_[i][0] == '>';
    return false;
  }

  /// How many lines say who wrote what is quoted below: "On … wrote:", "2026年1月5日(月) 10:00 山田 <a@b>:".
  size_t introduces(size_t i) const {
    static const RE2 english(R"(^on .{6,200}(wrote|writes)\s*:$)", pattern_options());
    static const RE2 japanese(
        R"(\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}.{0,200}(@.{0,80}:|wrote:|(さん|様)?(は|が)?(次のように)?書きました:?|のメッセージ:|のメール:)$)", pattern_options());
    static const RE2 by_name(R"(^\S.{0,80}(さん|様|氏)(は|が)(次のように(書きました|書かれました|言いました)[:。]?|(書きました|書かれました|言いました):)$|^(\S+ ){1,4}(wrote|writes)( ?\(.{0,60}\))?\s*:$|^at .{6,200}(wrote|writes)\s*:$|님이 작성:$)", pattern_options());
    static const RE2 others(R"(^(am|le|el|il|den|op|em|dne) .{6,200}(schrieb|a écrit|escribió|ha scritto|skrev|schreef|escreveu)\b?.{0,120}:$)", pattern_options());
    static const RE2 address_first(R"(@.{0,80}[\s>]\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}.{0,40}:$)", pattern_options());
    static const RE2 begins(R"(^(on|at|am|le|el|il|den|op|em) .*\d|^\d{4}\s*[年/.-]\s*\d{1,2})", pattern_options());
    auto introduction = [&](const std::string& line) { return found(line, english) || found(line, japanese) || found(line, by_name) || found(line, others) || found(line, address_first); };
    static const RE2 in_prose(R"(^\S.{0,80}(さん|様|氏)(は|が)(書きました|書かれました|言いました)。?$)", pattern_options());
    if (introduction(folded_[i]) || (found(folded_[i], in_prose) && quote_follows(i))) return 1;
    if (i + 1 >= folded_.size() || !found(folded_[i], begins) || folded_[i + 1].empty()) return 0;
    return introduction(folded_[i] + " " + folded_[i + 1]) ? 2 : 0;
  }

  std::vector<std::string> raw_, folded_;
  std::vector<bool> barred_;
};

}  // namespace

std::string own_text(std::string_view text) { return Quotes(text).own(); }

}  // namespace musubi::mail
