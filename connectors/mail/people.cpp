#include "connectors/mail/people.hpp"

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/headers.hpp"
#include "connectors/mail/lines.hpp"
#include "core/text/fold.hpp"

namespace musubi::mail {
namespace {

class List {
 public:
  explicit List(std::string text) : text_(std::move(text)) {}

  std::vector<Person> read() {
    while (at_ < text_.size()) step();
    finish();
    return std::move(out_);
  }

 private:
  void step() {
    char c = text_[at_];
    if (text_.compare(at_, 2, "=?") == 0)
      if (size_t end = word_end(at_)) {
        (angle_ ? address_ : phrase_).append(text_, at_, end - at_);
        at_ = end;
        return;
      }
    ++at_;
    if (c == '"')
      quoted();
    else if (c == '(')
      comment();
    else if (c == '<')
      angle_ = true, address_.clear();
    else if (c == '>')
      angle_ = false, closed_ = true;
    else if ((c == ',' || c == ';') && !angle_)
      finish();
    else if (c == ':' && !angle_ && phrase_.find('@') == phrase_.npos)
      phrase_.clear();  // the name of a group
    else
      (angle_ ? address_ : phrase_) += c;
  }

  size_t word_end(size_t at) const {
    size_t charset = text_.find('?', at + 2);
    size_t text = charset == text_.npos ? charset : text_.find('?', charset + 1);
    size_t end = text == text_.npos ? text : text_.find("?=", text + 1);
    return end == text_.npos ? 0 : end + 2;
  }

  void quoted() {
    std::string inside;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      inside += text_[at_];
    }
    ++at_;
    bool local_part = at_ < text_.size() && text_[at_] == '@';
    std::string& to = angle_ ? address_ : phrase_;
    to += local_part ? '"' + inside + '"' : inside;
  }

  void comment() {
    int depth = 1;
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        comment_ += text_[++at_];
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (!depth) break;
      comment_ += c;
    }
    ++at_;
  }

  static std::string tidy(const std::string& text) { return text::squeeze_spaces(header_text(text)); }

  void finish() {
    std::string address(trimmed(closed_ || angle_ ? address_ : phrase_));
    std::string name = closed_ || angle_ ? tidy(phrase_) : tidy(comment_);
    if (address.find_first_of(" \t") != address.npos) {
      // "Taro Yamada taro@example.jp": the last word is the address
      size_t cut = address.find_last_of(" \t");
      if (name.empty()) name = tidy(address.substr(0, cut));
      address.erase(0, cut + 1);
    }
    if (same(address.substr(0, std::min<size_t>(7, address.size())), "mailto:")) address.erase(0, 7);
    if (size_t route = address.find(':'); address.starts_with('@') && route != address.npos) address.erase(0, route + 1);
    if (same(name, address)) name.clear();
    size_t at = address.find('@');
    if (at != address.npos && at > 0 && at + 1 < address.size()) out_.push_back({std::move(name), std::move(address)});
    phrase_.clear(), address_.clear(), comment_.clear();
    angle_ = closed_ = false;
  }

  std::string text_;
  size_t at_ = 0;
  bool angle_ = false, closed_ = false;
  std::string phrase_, address_, comment_;
  std::vector<Person> out_;
};

}  // namespace

std::vector<Person> people_of(std::string_view raw) {
  // Bytes of other encodings may hold '<' and ',' inside their characters; encoded words are ASCII and stay as they are.
  std::string text = decoded(raw, "");
  if (text.find('@') == text.npos) RE2::GlobalReplace(&text, "＠", "@");
  return List(std::move(text)).read();
}

}  // namespace musubi::mail
