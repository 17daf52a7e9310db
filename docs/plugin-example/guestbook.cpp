// Reads a guest book: a text file with one visit a line, "2026-01-31 山田 花子", oldest first. A small but
// whole connector.
#include <connector.hpp>
#include <cstdio>
#include <fstream>

namespace {

// {file} is a setting with "format": "path", so Musubi makes it absolute.
constexpr char schema[] = R"({
  "type": "object", "additionalProperties": false, "required": ["file"],
  "properties": {
    "file": {"type": "string", "format": "path", "minLength": 1, "description": "芳名帳のファイル / the guest book"},
    "page_size": {"type": "integer", "minimum": 1, "default": 100}
  }
})";

constexpr mu_message messages[] = {
    {"no_file", "{file} を開けません。設定 file を確かめてください。",
     "{file} cannot be opened. See the setting `file`."},
    {"no_date",
     "{file} の {row} 行目は日付で始まっていません。「2026-01-31 山田 花子」のように直してください。",
     "Row {row} of {file} does not begin with a date. Mend it, like “2026-01-31 山田 花子”."},
    {"no_stream", "データ種類「{stream}」はありません。あるのは visits だけです。",
     "There is no stream “{stream}”, only visits."},
    {nullptr, nullptr, nullptr},
};

/// The value of a member of `json`, which holds no escapes: enough for these settings and for the state. A
/// connector with more to read takes a JSON library.
std::string member(std::string_view json, std::string_view name) {
  size_t at = json.find("\"" + std::string(name) + "\":");
  if (at == json.npos) return {};
  at += name.size() + 3;
  bool text = json[at] == '"';
  size_t end = text ? json.find('"', ++at) : json.find_first_of(",}", at);
  return std::string(json.substr(at, end - at));
}

bool is_date(std::string_view s) {
  if (s.size() < 11 || s[4] != '-' || s[7] != '-' || s[10] != ' ') return false;
  for (size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (s[i] < '0' || s[i] > '9') return false;
  return true;
}

class Guestbook final : public musubi::Connector {
 public:
  Guestbook(musubi::Host host, std::string_view config)
      : host_(host), file_(member(config, "file")), page_size_(std::stoi(member(config, "page_size"))) {}

  void check() override { open(); }

  std::string discover() override {
    return R"({"streams":[{"name":"visits","key":[],"cursor":"date","schema":{"type":"object","required":["date","name"],)"
           R"("properties":{"date":{"type":"string"},"name":{"type":"string"}}}}]})";
  }

  // The state is the date of the last visit sent, {"v":1,"since":"2026-01-31"}; a read resumes with >=, for
  // more may have come on that day.
  void read(std::string_view stream, std::string_view state) override {
    if (stream != "visits") throw musubi::Failure(MU_CONFIG, "no_stream", {{"stream", std::string(stream)}});
    std::ifstream in = open();
    const std::string since = member(state, "since");
    std::string last = since;
    int64_t row = 0, sent = 0;
    for (std::string line; std::getline(in, line);) {
      ++row;
      if (is_date(line) && line.substr(0, 10) < since) continue;
      send(line, row);
      if (is_date(line)) last = line.substr(0, 10);
      if (++sent % page_size_ == 0) close_page(last);
    }
    if (sent) close_page(last);
  }

 private:
  std::ifstream open() const {
    std::ifstream in(file_);
    if (!in) throw musubi::Failure(MU_CONFIG, "no_file", {{"file", file_}});
    return in;
  }

  void close_page(const std::string& last) const {
    host_.checkpoint("visits", "{\"v\":1,\"since\":\"" + last + "\"}");
  }

  // The key is the row: the book is only ever written on.
  void send(const std::string& line, int64_t row) const {
    std::string key = std::to_string(row);
    if (!is_date(line))
      return host_.unreadable("visits", key, line, "no_date", {{"file", file_}, {"row", key}});
    std::string json = "{\"date\":" + musubi::json_text(line.substr(0, 10)) +
                       ",\"name\":" + musubi::json_text(line.substr(11)) + "}";
    host_.record("visits", key, json, {row, file_, ""});
  }

  musubi::Host host_;
  std::string file_;
  int page_size_;
};

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<Guestbook>("guestbook", "1.0.0", schema, messages);
}
