// XML in chunks → calls, over expat.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace musubi::file {

/// Attributes of an element, without their name spaces.
using Attributes = std::map<std::string, std::string, std::less<>>;

/// What takes a document; names without their name spaces. Functions may throw: the reading ends with what
/// they throw.
class XmlTaker {
 public:
  virtual ~XmlTaker() = default;
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void text(std::string_view) {}
  virtual void end(std::string_view) {}
};

class XmlReader {
 public:
  /// `taker` must outlive it.
  explicit XmlReader(XmlTaker& taker);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  /// False where the document is not well-formed.
  bool feed(std::string_view chunk);
  bool finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi::file
