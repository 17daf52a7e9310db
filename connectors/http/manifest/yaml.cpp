#include "connectors/http/manifest/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <sstream>

#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

constexpr size_t kNodes = 2'000'000;  // aliases counted as often as they appear
constexpr size_t kDepth = 200;

size_t nodes_in(const Json& json) {
  size_t out = 1;
  for (const auto& [key, value] : json.items()) out += value.is_structured() ? nodes_in(value) : 1;
  return out;
}

class Builder final : public YAML::EventHandler {
 public:
  Json result = nullptr;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { put(mark, nullptr, anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto at = anchors_.find(anchor);
    if (at == anchors_.end()) fail(mark, "an alias names nothing that ended before it");
    nodes_ += nodes_in(at->second);
    put(mark, at->second, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    bool plain = tag == "?";
    put(mark, plain ? yaml_scalar(text) : tagged(mark, tag, text), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, Json::array(), anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, Json::object(), anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Json value;
    YAML::anchor_t anchor;
    YAML::Mark mark;
    std::optional<std::string> key;
    std::vector<Json> merged;  // what << brings; own members win
  };

  [[noreturn]] static void fail(const YAML::Mark& mark, const std::string& what) {
    throw YamlTrouble(what, mark.line + 1, mark.column + 1);
  }

  static Json tagged(const YAML::Mark& mark, const std::string& tag, const std::string& text) {
    if (tag == "!" || tag.empty() || tag == "tag:yaml.org,2002:str") return text;
    if (tag.starts_with("tag:yaml.org,2002:")) return yaml_scalar(text);
    fail(mark, "the tag " + tag + " means nothing here");
  }

  void open(const YAML::Mark& mark, Json value, YAML::anchor_t anchor) {
    if (open_.size() >= kDepth) fail(mark, "it is nested too deep");
    open_.push_back({std::move(value), anchor, mark, std::nullopt, {}});
  }

  void close() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    for (const Json& merged : frame.merged)
      for (const auto& [key, value] : merged.items())
        if (!frame.value.contains(key)) frame.value[key] = value;
    put(frame.mark, std::move(frame.value), frame.anchor);
  }

  void put(const YAML::Mark& mark, Json value, YAML::anchor_t anchor) {
    if (++nodes_ > kNodes) fail(mark, "it is too large");
    if (anchor) anchors_[anchor] = value;
    if (open_.empty()) {
      result = std::move(value);
      return;
    }
    Frame& in = open_.back();
    if (in.value.is_array()) return in.value.push_back(std::move(value));
    if (!in.key) {
      if (value.is_structured()) fail(mark, "a key is no plain value");
      in.key = value.is_string() ? value.get<std::string>() : text_of(Value(std::move(value)));
      return;
    }
    std::string key = std::move(*in.key);
    in.key.reset();
    if (key != "<<") {
      in.value[key] = std::move(value);
    } else if (value.is_array()) {
      for (Json& one : value) in.merged.push_back(std::move(one));
    } else {
      in.merged.push_back(std::move(value));
    }
  }

  std::vector<Frame> open_;
  std::map<YAML::anchor_t, Json> anchors_;
  size_t nodes_ = 0;
};

}  // namespace

Json read_yaml(std::string_view text) {
  std::istringstream in{std::string(text)};
  Builder builder;
  try {
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& e) {
    throw YamlTrouble(e.msg, e.mark.line + 1, e.mark.column + 1);
  }
  return std::move(builder.result);
}

}  // namespace musubi::http
