// A body of lines or rows as it arrives: a document each, of a body of any size, in little memory.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/unzip.hpp"
#include "core/text/long_text.hpp"

namespace musubi::http {

class ArrivingBody {
 public:
  using EachPart = std::function<void(Documents&)>;

  /// Whether bodies of this decoder are read as they arrive: those whose documents stand on lines or rows of their own,
  /// in an encoding that lines can be cut out of.
  static bool can(const Decoder& decoder, std::string_view content_type);

  /// `endpoint`: for messages; `content_type` as the answer has it.
  ArrivingBody(const Decoder& decoder, std::string endpoint, std::string content_type);
  ~ArrivingBody();

  /// Gives the documents that stand whole in what has arrived, in parts of a few MB; `last`: nothing comes behind it. A line longer than
  /// 16 MB is a part of its own, told and not held; of CSV, whose rows no longer line parts, it ends the body. Throws Failure MU_DATA with
  /// what is wrong, and what `each` throws.
  void take(std::string_view bytes, bool last, const EachPart& each);
  /// Names what has been given so far: equal bodies have equal names.
  const std::string& name() const { return name_; }

 private:
  struct Unpacking;
  void unpack(std::string_view bytes, bool last, const EachPart& each);
  void end_file(const EachPart& each);
  void add(std::string_view text, const EachPart& each);
  void give(size_t size, bool last, const EachPart& each);
  void pass_long(std::string_view part, bool ended, const EachPart& each);
  void give_long(const EachPart& each);

  const Decoder& decoder_;
  const std::string endpoint_, type_;
  std::unique_ptr<Unpacking> unpacking_;
  std::unique_ptr<Unzip> unzip_;
  std::unique_ptr<CsvLines> rows_;
  std::string text_, name_;              // text_: unpacked, not given yet
  size_t begun_ = 0;                     // where in it the line begins whose end has not come
  std::optional<text::LongText> long_;   // that line, once it is too long for text_
  uint64_t lines_ = 0;                   // given
  bool first_ = true;
};

}  // namespace musubi::http
