// A ZIP archive as it arrives: its files one after the other, in little memory, without its directory at the end.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace musubi::http {

class Unzip {
 public:
  struct Takes {
    std::function<void(std::string_view)> text;  // of the file under way
    std::function<void()> file_ended;
  };

  /// `endpoint`: for messages.
  explicit Unzip(std::string endpoint);
  ~Unzip();

  /// Takes pieces that may be cut anywhere; `last`: nothing comes behind it. Throws Failure MU_DATA for what is no ZIP, is encrypted, packed
  /// in another way than by deflate or, without a size in front, in none, broken or cut off, and what `takes` throws.
  void take(std::string_view bytes, bool last, const Takes& takes);

 private:
  struct Inflating;
  enum class State { head, stored, deflated, descriptor, over };

  bool step(const Takes& takes);
  bool take_head(const Takes& takes);
  bool take_stored(const Takes& takes);
  bool take_deflated(const Takes& takes);
  bool take_descriptor(const Takes& takes);
  void pass(std::string_view text, const Takes& takes);
  void end_file(uint32_t sum, const Takes& takes);
  [[noreturn]] void fail(const char* reason) const;

  const std::string endpoint_;
  std::unique_ptr<Inflating> inflating_;
  State state_ = State::head;
  std::string_view rest_;     // of the piece that is taken
  std::string kept_;          // what of a head or a descriptor has come
  uint64_t stored_ = 0;       // bytes to come of a file that is not packed
  uint32_t sum_ = 0, due_ = 0;  // CRC-32 of the file so far, and as its head has it
  bool has_descriptor_ = false;
};

}  // namespace musubi::http
