#include "connectors/mail/signature_line.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/post_words.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

bool is_letter(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000 && c != 0xD7) || text::is_kanji(c) || text::is_hiragana(c) ||
         (text::is_katakana(c) && c != U'ー' && c != U'ｰ');
}

/// Frames are drawn with these; "(" "+" and "(C)" begin words.
bool frames(char32_t c) {
  return (c >= 0x2500 && c <= 0x27BF) || c == U'*' || c == U'=' || c == U'|' || c == U'_' || c == U'~' || c == U'#' || c == U'^' || c == U'・' || c == U'※' || c == U'〓' || c == U' ' ||
         c == U'-' || c == U'―' || c == U'—' || c == U'–' || c == U'‐' || c == U':' || c == U'<' || c == U'>' || c == U'\u30FC';
}

std::string_view taken(std::string& text, const RE2& pattern, std::string& into) {
  re2::StringPiece hit;
  if (!RE2::PartialMatch(text, pattern, &hit)) return {};
  into = hit.as_string();
  text.replace(size_t(hit.data() - text.data()), hit.size(), " ");
  return into;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (auto word = trimmed(text.substr(at, end - at)); !word.empty()) out.emplace_back(word);
    at = end + 1;
  }
  return out;
}

void append(std::string& to, const std::string& word) {
  if (!to.ends_with(word)) to += (to.empty() ? "" : " ") + word;
}

/// 青空商事 総務部, which no person is called (服部, 長谷部).
bool is_of_a_department(const std::vector<std::string>& names) {
  constexpr size_t longest_name = 6;
  return !names.empty() && text::count_code_points(names[0]) > longest_name && is_department(names[0]);
}

/// Cuts out the sender's own name, also where a blank parts it or a title touches it.
void without_names(std::string& text, const std::vector<std::string>& names, std::vector<std::string>& left) {
  if (is_of_a_department(names)) return;
  for (const std::string& name : names) {
    std::string pattern;
    for (size_t at = 0; at < name.size();) {
      size_t begin = at;
      text::next_code_point(name, at);
      pattern += (pattern.empty() ? "" : R"([ ,.]*)") + RE2::QuoteMeta(name.substr(begin, at - begin));
    }
    RE2 whole("(" + pattern + ")", pattern_options());
    std::string hit;
    if (!taken(text, whole, hit).empty()) left.push_back(hit);
  }
}

class LineReader {
 public:
  LineReader(std::string_view line, const std::vector<std::string>& names) : text_(line), names_(names) {}

  SignedLine read() {
    take_label();
    take_reach();
    without_names(text_, names_, out_.left);
    static const RE2 reading(R"(\([ぁ-んァ-ヶー・ a-z]{2,30}\))", pattern_options());
    RE2::GlobalReplace(&text_, reading, " ");
    take_latin_company();
    for (const std::string& cell : split(text_, "/|\t")) read_cell(cell);
    return std::move(out_);
  }

 private:
  /// "部署：マーケティング" says itself what it is.
  void take_label() {
    static const RE2 plain(R"(^(会社名?|社名|所属|部署名?|役職名?|肩書き?|company|department|dept|title|position)\s*[:/]\s*(.+)$)", pattern_options());
    static const RE2 framed(R"(^[\[【《〈(〔](会社名?|社名|貴社名|所属|部署名?|役職名?|肩書き?|氏名|お?名前|担当者?名?|company|department|dept|title|position|name)[\]】》〉)〕]\s*:?\s*(.+)$)", pattern_options());
    std::string word, value;
    if (!RE2::FullMatch(text_, plain, &word, &value) && !RE2::FullMatch(text_, framed, &word, &value)) return;
    word = lower(word);
    if (word.find("名前") != word.npos || word == "氏名" || word.starts_with("担当") || word == "name") {
      text_ = value;
      return;
    }
    std::string* to = word.starts_with("会社") || word.ends_with("社名") || word == "company" ? &out_.company
                      : word.starts_with("役職") || word.starts_with("肩書") || word == "title" || word == "position" ? &out_.title : &out_.department;
    if (word == "所属") text_ = value;
    else *to = value, text_.clear();
  }

  void take_reach() {
    static const RE2 url(R"((https?://[^\s()<>]+|www\.[a-z0-9.-]+\.[a-z]{2,}[^\s()<>]*))", pattern_options());
    static const RE2 email(R"(([a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options());
    static const RE2 postal(R"((〒\s*\d{3}-?\d{4}.*|\b\d{3}-\d{4}\s+\S*[都道府県市区町村].*))");
    static const RE2 place(R"(((?:北海道|東京都|京都府|大阪府|[^\s\d]{2,3}県)[^\s]*[市区町村郡].*\d.*|[^\s\d]{1,6}[市区][^\s]{1,12}\d+(?:-\d+|丁目).*))");
    taken(text_, url, out_.url);
    taken(text_, email, out_.email);
    if (out_.email.size()) text_ = without_mail_label(text_);
    std::string rest;
    out_.phones = phones_in(text_, &rest);
    if (!out_.phones.empty()) text_ = std::move(rest);
    if (taken(text_, postal, out_.address).empty()) taken(text_, place, out_.address);
  }

  static std::string without_mail_label(std::string text) {
    static const RE2 label(R"((e-?mail|mail|メール(アドレス)?|url|web|hp|ホームページ|[eu])\s*[:/]*\s*)", pattern_options());
    RE2::GlobalReplace(&text, label, " ");
    return text;
  }

  void take_latin_company() {
    size_t end = latin_company_end(text_);
    if (end == std::string::npos || !out_.company.empty() || company_in(split(text_, " /|\t"))) return;
    size_t begin = text_.find_last_of("/|\t", end - 1);
    begin = begin == std::string::npos ? 0 : begin + 1;
    std::string head = text_.substr(begin, end - begin);
    for (size_t comma = head.find(", "); comma != std::string::npos; comma = head.find(", ", comma + 1)) {  // "Sales Dept., Aozora Co., Ltd."
      std::string first = head.substr(0, comma);
      if (!is_latin_title(first) && !is_latin_department(first)) continue;
      begin += comma + 2;
      break;
    }
    out_.company = std::string(trimmed(std::string_view(text_).substr(begin, end - begin)));
    text_.replace(begin, end - begin, "|");
  }

  void read_cell(const std::string& cell) {
    bool latin = std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    latin ? read_latin(cell) : read_japanese(cell);
  }

  void read_latin(const std::string& cell) {
    for (const std::string& part : split(cell, ",")) {
      if (is_latin_title(part) && out_.title.empty()) out_.title = part;
      else if (is_latin_department(part) && out_.department.empty()) out_.department = part;
      else out_.left.push_back(part);
    }
  }

  void read_japanese(const std::string& cell) {
    std::string plain = cell;
    static const RE2 brackets(R"([()「」\[\]【】])"), around(R"((^|\s)[【《〈「『〔\[≪]+|[】》〉」』〕\]≫]+(\s|$))");
    RE2::GlobalReplace(&plain, around, " ");
    std::vector<std::string> words = split(plain, " ");
    for (size_t i = 0; i < words.size(); ++i)
      if (auto end = company_end(words[i])) {
        words.insert(words.begin() + long(i) + 1, words[i].substr(*end));
        words[i].resize(*end);
      }
    if (std::optional<CompanyAt> at = company_in(words); at && out_.company.empty()) {
      for (size_t i = at->first; i < at->first + at->count; ++i) append(out_.company, words[i]);
      words.erase(words.begin() + long(at->first), words.begin() + long(at->first + at->count));
    }
    for (std::string& word : words) {
      RE2::GlobalReplace(&word, brackets, "");
      if (word.empty()) continue;
      part_name(word);
      std::optional<TitleWord> title = title_in(word);
      if (title) {
        if (!title->department.empty()) append(out_.department, title->department);
        append(out_.title, title->title);
      } else if (is_department(word)) {
        append(out_.department, word);
      } else {
        out_.left.push_back(word);
      }
    }
  }

  /// 営業部長中村: the beginning of the sender's name behind a title.
  void part_name(std::string& word) {
    for (const std::string& name : names_)
      for (size_t size = name.size() - 1; size > 0; --size) {
        const std::string_view part = std::string_view(name).substr(0, size);
        if (!text::is_valid_utf8(part) || word.size() <= size || !word.ends_with(part) || !title_in(std::string_view(word).substr(0, word.size() - size))) continue;
        out_.left.emplace_back(part);
        word.resize(word.size() - size);
        return;
      }
  }

  std::string text_;
  const std::vector<std::string>& names_;
  SignedLine out_;
};

}  // namespace

SignedLine read_signed_line(std::string_view line, const std::vector<std::string>& names) { return LineReader(line, names).read(); }

bool is_of_an_assistant(std::string_view folded) {
  static const RE2 assistant(R"((秘書|アシスタント)([^室課部役マグ]|$)|(^|[^\pL])(my |personal |executive )?(assistant|secretary)\s*([:(/]|-\s))", pattern_options());
  return found(folded, assistant);
}

bool is_of_a_destination(std::string_view folded) {
  static const RE2 destination(R"(^\[?【?(お?届け?先|ご?送り?先|ご?送付先|納品先|納入先|発送先|配送先|贈り先|請求先|緊急連絡先|宛先|ship to|deliver to|bill to))", pattern_options());
  return found(folded, destination);
}

bool is_of_an_office(std::string_view folded) {
  static const RE2 office(R"(^[\[【(〈<]?[^\s\]】)〉>:]{0,8}(本社|本店|本部|支社|支店|営業所|事業所|出張所|工場|事務所|センター|オフィス|ショールーム)(\s*[\]】)〉>:/]|\s))", pattern_options());
  return found(folded, office);
}

bool announces_another(std::string_view folded) {
  static const RE2 another(R"(先(は|を|が|に|の|です)|先方|住所|後任|紹介|担当者?(は|の|が|を)|下記(の|に|は|が)|以下(の|に|は|が)|次の(方|者|会社|とおり|通り)|contact details|please contact|introduce)", pattern_options());
  return found(folded, another);
}

bool is_rule(std::string_view folded) {
  size_t signs = 0, dots = 0;
  for (size_t at = 0; at < folded.size();) {
    char32_t c = text::next_code_point(folded, at);
    if (is_letter(c)) return false;
    if (c == U' ') continue;
    ++signs;
    dots += c == U'.' || c == U'・' || c == U'…' || c == U'。' || c == U'?' || c == U'!';
  }
  return folded == "--" || (signs >= 3 && dots * 2 < signs);
}

bool is_prose(std::string_view folded) {
  static const RE2 sentence(
      R"(。|、.*[ぁ-ん]{3}|ます|です|ました|ません|ください|下さい|でしょう|お願い|よろしく|宜しく|ございま|存じ|申し上げ|様$|御中$|拝啓|敬具|^(dear|hi|hello|best|kind|regards|sincerely|thanks|thank you|yours)\b|[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+)",
      pattern_options());
  return found(folded, sentence);
}

bool is_long_prose(std::string_view folded) {
  constexpr size_t letters = 40;
  return text::count_code_points(folded) >= letters && is_prose(folded);
}

std::string unframed(std::string_view folded) {
  std::u32string points = text::to_code_points(folded);
  size_t begin = 0, end = points.size();
  while (begin < end && frames(points[begin])) ++begin;
  while (end > begin && frames(points[end - 1]) && points[end - 1] != U'\u30FC') --end;
  return text::from_code_points(std::u32string_view(points).substr(begin, end - begin));
}

}  // namespace musubi::mail
