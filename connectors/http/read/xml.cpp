#include <expat.h>

#include <vector>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/template/value.hpp"

namespace musubi::http {
namespace {

constexpr size_t kDepth = 200;

/// Builds dicts from the parser's events.
class XmlReader {
 public:
  std::string read(std::string_view xml) {
    XML_Parser parser = XML_ParserCreate("UTF-8");  // whatever the prolog says: the text was decoded
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const char* name, const char** attributes) { of(self).open(name, attributes); },
        [](void* self, const char* name) { of(self).close(name); });
    XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int size) {
      of(self).text(text, static_cast<size_t>(size));
    });
    XML_SetEntityDeclHandler(parser, [](void* self, const char*, int, const char*, int, const char*,
                                        const char*, const char*, const char*) {
      of(self).refused_ = true;  // entities of its own could multiply without end
    });
    open_.emplace_back();
    bool good = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK && !refused_;
    std::string line = std::to_string(XML_GetCurrentLineNumber(parser));
    const char* reason = good || refused_ ? "entities or nesting" : XML_ErrorString(XML_GetErrorCode(parser));
    XML_ParserFree(parser);
    if (!good) data_failure("bad_xml", {{"line", line}, {"reason", reason}});
    return open_.front().members.dump();
  }

 private:
  struct Element {
    Json members = Json::object();
    std::string text;
  };
  static XmlReader& of(void* self) { return *static_cast<XmlReader*>(self); }

  void open(const char*, const char** attributes) {
    if (open_.size() > kDepth) refused_ = true;
    Element element;
    for (; *attributes; attributes += 2) element.members["@" + std::string(attributes[0])] = attributes[1];
    open_.push_back(std::move(element));
  }

  void text(const char* text, size_t size) { open_.back().text.append(text, size); }

  void close(const char* name) {
    Element element = std::move(open_.back());
    open_.pop_back();
    size_t from = element.text.find_first_not_of(" \t\r\n"), to = element.text.find_last_not_of(" \t\r\n");
    std::string text = from == element.text.npos ? "" : element.text.substr(from, to - from + 1);
    Json value;
    if (element.members.empty())
      value = text.empty() ? Json(nullptr) : Json(text);
    else {
      value = std::move(element.members);
      if (!text.empty()) value["#text"] = text;
    }
    Json& members = open_.back().members;
    auto there = members.find(name);
    if (there == members.end())
      members[name] = std::move(value);
    else if (there->is_array())
      there->push_back(std::move(value));
    else
      *there = Json::array({*there, std::move(value)});
  }

  std::vector<Element> open_;
  bool refused_ = false;
};

}  // namespace

std::string json_of_xml(std::string_view xml) {
  return XmlReader().read(xml);
}

}  // namespace musubi::http
