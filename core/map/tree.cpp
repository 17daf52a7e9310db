#include "core/map/tree.hpp"

#include <simdjson.h>

#include "core/map/file_text.hpp"

namespace musubi::map {
namespace {

namespace json = simdjson::ondemand;
constexpr int most_levels = 64;

std::string_view without_spaces(std::string_view token) {
  size_t end = token.find_last_not_of(" \t\r\n");
  return token.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

}  // namespace

struct RecordTree::Parser {
  json::parser parser;
  simdjson::padded_string text;
  std::vector<Value>* values = nullptr;

  // Errors of simdjson are thrown inside and caught in parse(); deeper ones than `most_levels` as
  // DEPTH_ERROR.
  uint32_t add(json::value value, std::string_view name, int level);
  void add_scalar(json::value& value, Value& into, json::json_type type);
  void link(uint32_t parent, uint32_t& last, uint32_t child) {
    (last ? (*values)[last].next : (*values)[parent].first) = child;
    last = child;
  }
};

uint32_t RecordTree::Parser::add(json::value value, std::string_view name, int level) {
  if (level > most_levels) throw simdjson::simdjson_error(simdjson::DEPTH_ERROR);
  uint32_t self = uint32_t(values->size()), last = 0;
  values->push_back({name, {}, 0, 0, Shape::null});
  json::json_type type = value.type();
  if (type == json::json_type::object) {
    (*values)[self].shape = Shape::object;
    for (auto member : value.get_object()) {
      std::string_view member_name = member.unescaped_key();
      link(self, last, add(member.value(), member_name, level + 1));
    }
  } else if (type == json::json_type::array) {
    (*values)[self].shape = Shape::array;
    for (auto element : value.get_array()) link(self, last, add(element.value(), {}, level + 1));
  } else {
    add_scalar(value, (*values)[self], type);
  }
  return self;
}

void RecordTree::Parser::add_scalar(json::value& value, Value& into, json::json_type type) {
  switch (type) {
    case json::json_type::string:
      into.shape = Shape::text;
      into.text = value.get_string();
      return;
    case json::json_type::number:
      into.shape = Shape::number;
      into.text = without_spaces(value.raw_json_token());
      if (into.text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
        throw simdjson::simdjson_error(simdjson::NUMBER_ERROR);
      return;
    case json::json_type::boolean:
      into.shape = Shape::boolean;
      into.text = bool(value.get_bool()) ? "true" : "false";
      return;
    default:
      if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
  }
}

RecordTree::RecordTree() : parser_(std::make_unique<Parser>()) {}
RecordTree::~RecordTree() = default;

std::optional<Message> RecordTree::parse(std::string_view text) {
  values_.clear();
  folded_.clear();
  has_folded_.clear();
  values_.push_back({});
  parser_->values = &values_;
  try {
    parser_->text = simdjson::padded_string(text);
    json::document document = parser_->parser.iterate(parser_->text);
    if (document.type() != json::json_type::object) return Message{"map.not_an_object", {}};
    parser_->add(document.get_value(), {}, 0);
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return Message{"map.no_json", {}};
  } catch (const simdjson::simdjson_error& e) {
    switch (e.error()) {
      case simdjson::UTF8_ERROR:
        return Message{"map.not_utf8", {}};
      case simdjson::DEPTH_ERROR:
        return Message{"map.too_deep", {}};
      default:
        return Message{"map.no_json", {}};
    }
  }
  return {};
}

const std::string& RecordTree::folded_name(uint32_t value) const {
  if (folded_.empty()) {
    folded_.resize(values_.size());
    has_folded_.resize(values_.size());
  }
  if (!has_folded_[value]) {
    folded_[value] = folded(values_[value].name);
    has_folded_[value] = true;
  }
  return folded_[value];
}

uint32_t RecordTree::member(uint32_t object, std::string_view name) const {
  for (uint32_t at = values_[object].first; at; at = values_[at].next)
    if (values_[at].name == name) return at;
  return 0;
}

uint32_t RecordTree::member_folded(uint32_t object, std::string_view wanted) const {
  for (uint32_t at = values_[object].first; at; at = values_[at].next)
    if (folded_name(at) == wanted) return at;
  return 0;
}

uint32_t RecordTree::element(uint32_t array, size_t position) const {
  uint32_t at = values_[array].first;
  while (at && position--) at = values_[at].next;
  return at;
}

}  // namespace musubi::map
