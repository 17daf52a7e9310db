#include "connectors/file/xml.hpp"

#include <expat.h>

#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace musubi::file {
namespace {

std::string_view local(const char* name) {
  std::string_view text(name);
  size_t colon = text.rfind(':');
  return colon == text.npos ? text : text.substr(colon + 1);
}

}  // namespace

struct XmlReader::Impl {
  struct Free {
    void operator()(XML_Parser p) const { XML_ParserFree(p); }
  };
  XmlTaker& taker;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser{XML_ParserCreate(nullptr)};
  std::exception_ptr thrown;

  explicit Impl(XmlTaker& t) : taker(t) {
    if (!parser) throw std::bad_alloc();
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
  }

  /// Nothing may be thrown through expat.
  template <class Body>
  static void call(void* self, Body body) noexcept {
    auto& impl = *static_cast<Impl*>(self);
    if (impl.thrown) return;
    try {
      body(impl.taker);
    } catch (...) {
      impl.thrown = std::current_exception();
      XML_StopParser(impl.parser.get(), XML_FALSE);
    }
  }
  static void on_begin(void* self, const char* name, const char** pairs) {
    call(self, [&](XmlTaker& t) {
      Attributes attributes;
      for (; *pairs; pairs += 2) attributes.emplace(local(pairs[0]), pairs[1]);
      t.begin(local(name), attributes);
    });
  }
  static void on_end(void* self, const char* name) {
    call(self, [&](XmlTaker& t) { t.end(local(name)); });
  }
  static void on_text(void* self, const char* data, int size) {
    call(self, [&](XmlTaker& t) { t.text({data, static_cast<size_t>(size)}); });
  }

  bool parse(std::string_view chunk, bool last) {
    bool good = XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), last) == XML_STATUS_OK;
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    return good;
  }
};

XmlReader::XmlReader(XmlTaker& taker) : impl_(std::make_unique<Impl>(taker)) {}
XmlReader::~XmlReader() = default;
bool XmlReader::feed(std::string_view chunk) {
  return impl_->parse(chunk, false);
}
bool XmlReader::finish() {
  return impl_->parse({}, true);
}

}  // namespace musubi::file
