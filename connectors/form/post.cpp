#include "connectors/form/post.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <random>

#include "connectors/form/body.hpp"
#include "connectors/form/references.hpp"
#include "core/text/json.hpp"
#include "core/text/percent.hpp"
#include "core/text/utf8.hpp"

namespace musubi::form {
namespace {

using Json = nlohmann::ordered_json;

/// What the host would take for its own: where a record was read, and that it is gone.
constexpr std::array reserved = {"_row", "_file", "_file_date", "_deleted"};

bool is_reserved(std::string_view name) { return std::find(reserved.begin(), reserved.end(), name) != reserved.end(); }

bool is_nonce(std::string_view text) {
  return text.size() >= 16 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

std::string hexadecimal(const unsigned char* bytes, size_t n) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < n; ++i) {
    out += hex[bytes[i] >> 4];
    out += hex[bytes[i] & 15];
  }
  return out;
}

std::string content_key(std::string_view json) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(json.data(), json.size()));
  return "c-" + hexadecimal(canonical.digest, sizeof canonical.digest);
}

Post refused(const char* problem, Pairs args = {}) {
  Post out;
  out.problem = problem;
  out.problem_args = std::move(args);
  return out;
}

/// JSON of which no encoding reads everything.
Post undecoded(std::string_view body, text::Encoding likely) {
  Post out;
  out.undecodable = true;
  out.raw = text::percent_json(body, likely);
  return out;
}

/// The encodings to try, in order: what the form says of itself, the header, the setting, what the bytes look like.
std::vector<text::Encoding> encodings(const Settings& settings, const RawForm& form, const Request& request, const std::string& all) {
  std::vector<text::Encoding> out;
  auto add = [&](std::optional<text::Encoding> e) {
    if (e && std::find(out.begin(), out.end(), *e) == out.end()) out.push_back(*e);
  };
  auto add_named = [&](std::string_view name) {
    const std::optional<text::Encoding> named = text::encoding_named(name);
    if (named) add(text::meant(*named, all));
    add(named);
  };
  for (const RawField& f : form.fields)
    if (f.name == charset_field) add_named(f.value);
  add_named(header_parameter(request.header("Content-Type"), "charset"));
  add(settings.encoding);
  if (out.empty()) add(text::Encoding::utf8);
  add(text::detect(all).encoding);
  return out;
}

bool has_all_characters(text::Encoding encoding) { return text::encoding_name(encoding).starts_with("utf"); }

/// `bytes` in UTF-8; what the encoding lacks and a browser therefore named by its number, too.
std::string read_as(std::string_view bytes, text::Encoding encoding) {
  std::string out = text::decode(bytes, encoding).text;
  return has_all_characters(encoding) ? out : without_references(out);
}

/// All fields in UTF-8; false where no encoding reads them.
bool decode_fields(const Settings& settings, RawForm& form, const Request& request) {
  std::string all;
  for (const RawField& f : form.fields) all += f.name + "\n" + f.value + "\n";
  for (text::Encoding encoding : encodings(settings, form, request, all)) {
    if (text::decode(all, encoding).bad) continue;
    for (RawField& f : form.fields) f = {read_as(f.name, encoding), read_as(f.value, encoding)};
    return true;
  }
  return false;
}

void add_field(Json& record, const std::string& name, const std::string& value) {
  auto at = record.find(name);
  if (at == record.end()) {
    record[name] = value;
  } else if (at->is_array()) {
    at->push_back(value);
  } else {
    *at = Json::array({*at, value});
  }
}

/// The fields by their names, so that the host finds what may not be stored.
Post undecoded(const Settings& settings, const RawForm& form, const Request& request) {
  Json record = Json::object();
  for (const RawField& f : form.fields) {
    std::string name = text::percent_bytes(f.name);
    for (text::Encoding encoding : encodings(settings, form, request, f.name))
      if (text::Decoded decoded = text::decode(f.name, encoding); !decoded.bad) {
        name = text::percent_ill_formed(decoded.text);
        break;
      }
    add_field(record, name, text::percent_ill_formed(f.value));
  }
  Post out;
  out.undecodable = true;
  out.raw = record.dump();
  return out;
}

bool is_blank(const Json& value) {
  if (value.is_null() || (value.is_array() && value.empty())) return true;
  return value.is_string() && value.get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos;
}

/// Required fields that are empty, by their labels.
std::string missing(const Settings& settings, const Json& record) {
  std::string out;
  for (const FieldSettings& f : settings.fields) {
    auto at = record.find(f.name);
    if (f.required && (at == record.end() || is_blank(*at))) out += (out.empty() ? "" : settings.japanese ? "、" : ", ") + f.label;
  }
  return out;
}

/// Takes what is the plug-in's own out of the record and judges the rest.
Post finished(const Settings& settings, Json record, std::string_view as_sent) {
  Post out;
  for (const auto& [name, value] : record.items())
    if (is_reserved(name)) return refused("reserved_name", {{"field", name}});
  std::string nonce;
  if (auto at = record.find(nonce_field); at != record.end() && at->is_string()) nonce = at->get<std::string>();
  bool own = false;
  if (auto trap = record.find(settings.honeypot); trap != record.end()) out.robot = !is_blank(*trap);
  for (std::string_view name : {nonce_field, charset_field, std::string_view(settings.honeypot)}) own |= record.erase(std::string(name)) > 0;
  if (out.robot) return out;
  if (record.empty()) return refused("empty_post");
  if (std::string names = missing(settings, record); !names.empty()) {
    out = refused("missing_fields", {{"fields", names}});
    out.raw = record.dump();
    return out;
  }
  out.json = own || as_sent.empty() ? record.dump() : std::string(as_sent);
  out.has_nonce = is_nonce(nonce);
  out.key = out.has_nonce ? "n-" + nonce : content_key(out.json);
  return out;
}

Post read_json(const Settings& settings, const Request& request) {
  std::string text(request.body);
  text::Encoding encoding = text::detect(text).encoding;
  text::Decoded decoded = text::decode(text, encoding);
  Post held;
  if (decoded.bad) held = undecoded(request.body, encoding);
  const std::string& readable_text = decoded.bad ? held.raw : decoded.text;
  if (text::check_json(readable_text, 64)) return refused("bad_json");
  Json record = Json::parse(readable_text, nullptr, false);
  if (!record.is_object()) return refused("no_object");
  if (held.undecodable) return held;
  return finished(settings, std::move(record), decoded.text);
}

Post read_any(const Settings& settings, const Request& request) {
  std::string_view type = request.header("Content-Type");
  if (is_type(type, "application/json") || std::string_view(type.substr(0, type.find(';'))).ends_with("+json")) return read_json(settings, request);
  RawForm form;
  if (is_type(type, "application/x-www-form-urlencoded")) {
    form = read_urlencoded(request.body);
  } else if (is_type(type, "multipart/form-data")) {
    form = read_multipart(request.body, type);
  } else {
    return refused("bad_type");
  }
  if (form.problem) return refused(form.problem);
  if (!decode_fields(settings, form, request)) return undecoded(settings, form, request);
  Json record = Json::object();
  for (const RawField& f : form.fields)
    if (!f.name.empty()) add_field(record, f.name, f.value);
  return finished(settings, std::move(record), "");
}

}  // namespace

Post read_post(const Settings& settings, const Request& request) {
  Post out = read_any(settings, request);
  if (out.problem && out.raw.empty()) out.raw = text::percent_ill_formed(request.body);
  return out;
}

std::string new_nonce() {
  std::random_device random;
  std::array<unsigned char, 16> bytes{};
  for (unsigned char& b : bytes) b = static_cast<unsigned char>(random());
  return hexadecimal(bytes.data(), bytes.size());
}

}  // namespace musubi::form
