#include "connectors/http/read/delivery.hpp"

#include "connectors/http/read/content_hash.hpp"
#include "core/sdk/key.hpp"

namespace musubi::http {
namespace {

std::string key_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string columns_of(const Stream& stream) {
  std::string out;
  for (const auto& path : stream.key) out += (out.empty() ? "" : ", ") + column_name(path);
  return out;
}

}  // namespace

std::string column_name(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& step : path) out += (out.empty() ? "" : ".") + step;
  return out;
}

void Delivery::deliver(Record& record) {
  if (const UnreadLine* line = record.unread()) return host_.unreadable(stream_.name, "", line->told, line->held, line->args);
  if (!record.is_object())
    return host_.unreadable(stream_.name, "", record.text(), "no_object", {{"stream", stream_.name}});
  if (stream_.key.empty()) return host_.record(stream_.name, content_key(record), record.text());
  auto key = key_of(record);
  if (!key)
    return host_.unreadable(stream_.name, "", record.text(), "empty_key",
                            {{"stream", stream_.name}, {"field", columns_of(stream_)}});
  record.set_name(std::hash<std::string>()(*key));
  record.is_gone() ? host_.deleted(stream_.name, *key) : host_.record(stream_.name, *key, record.text());
}

std::optional<std::string> Delivery::key_of(const Record& record) const {
  std::vector<std::string> parts;
  bool empty = true;
  for (const auto& path : stream_.key) {
    auto value = record.find(path);
    parts.push_back(value && !value->is_null() ? key_text(*value) : "");
    empty = empty && parts.back().find_first_not_of(' ') == std::string::npos;
  }
  if (empty) return std::nullopt;
  return joined_key({parts.begin(), parts.end()});
}

std::string Delivery::content_key(Record& record) {
  std::string hash = content_hash(record.text());
  uint32_t& count = equals_[hash];
  record.set_equals(&count);
  return hash + "#" + std::to_string(++count);
}

}  // namespace musubi::http
