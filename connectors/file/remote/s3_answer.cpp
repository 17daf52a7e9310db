#include "connectors/file/remote/s3_answer.hpp"

#include <cstdlib>
#include <ctime>

#include "connectors/file/xml.hpp"

namespace musubi::file {
namespace {

/// The text of every element; children are told apart by the element they stand in.
class Texts : public XmlTaker {
 public:
  void begin(std::string_view name, const Attributes&) override {
    path_.emplace_back(name);
    text_.clear();
  }
  void text(std::string_view piece) override { text_ += piece; }
  void end(std::string_view name) override {
    path_.pop_back();
    leave(path_.empty() ? std::string_view() : path_.back(), name, text_);
    text_.clear();
  }

 protected:
  virtual void leave(std::string_view parent, std::string_view name, const std::string& text) = 0;
  std::vector<std::string> path_;

 private:
  std::string text_;
};

/// encoding-type=url: %XX, and + for a space.
std::string decoded(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

int64_t seconds_of(const std::string& text) {
  std::tm tm{};
  return strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &tm) ? timegm(&tm) : 0;
}

class Listing final : public Texts {
 public:
  S3Listing out;
  void begin(std::string_view name, const Attributes& attributes) override {
    if (path_.empty() && name == "ListBucketResult") out.is_one = true;
    if (name == "Contents" || name == "CommonPrefixes") now_ = {};
    Texts::begin(name, attributes);
  }

 private:
  void leave(std::string_view parent, std::string_view name, const std::string& text) override {
    if (parent == "Contents" && name == "Key") now_.path = decoded(text);
    if (parent == "Contents" && name == "Size") now_.size = std::atoll(text.c_str());
    if (parent == "Contents" && name == "ETag") now_.version = text;
    if (parent == "Contents" && name == "LastModified") now_.modified = seconds_of(text);
    if (parent == "CommonPrefixes" && name == "Prefix") now_.path = decoded(text);
    if (name == "NextContinuationToken") out.next = text;
    if (name == "Contents" || name == "CommonPrefixes") take(name == "CommonPrefixes");
  }
  void take(bool folder) {
    now_.kind = folder || now_.path.ends_with('/') ? RemoteFile::Kind::folder : RemoteFile::Kind::file;
    if (now_.path.ends_with('/')) now_.path.pop_back();
    now_.name = shown_name(std::string_view(now_.path).substr(now_.path.rfind('/') + 1));
    if (!now_.name.empty()) out.files.push_back(now_);
  }
  RemoteFile now_;
};

class Trouble final : public Texts {
 public:
  S3Trouble out;

 private:
  void leave(std::string_view parent, std::string_view name, const std::string& text) override {
    if (parent == "Error" && name == "Code") out.code = text;
    if (parent == "Error" && name == "Region") out.region = text;
  }
};

}  // namespace

S3Listing read_s3_listing(std::string_view body) {
  Listing taker;
  XmlReader reader(taker);
  if (!reader.feed(body) || !reader.finish()) return {};
  return std::move(taker.out);
}

S3Trouble read_s3_trouble(std::string_view body) {
  Trouble taker;
  XmlReader reader(taker);
  if (!reader.feed(body) || !reader.finish()) return {};
  return std::move(taker.out);
}

}  // namespace musubi::file
