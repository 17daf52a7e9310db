// Filters that encode: JSON, base64, hashes.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

void append_json_text(std::string& out, std::string_view text) {
  // nlohmann escapes what is not ASCII as \uXXXX when asked to; Python does the same.
  out += Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

/// json.dumps of one value.
class JsonText {
 public:
  JsonText(std::string& out, bool sorted, const std::string* indent) : out_(out), sorted_(sorted), indent_(indent) {}

  void append(const Json& json) {
    if (json.is_object()) return members(json);
    if (json.is_array()) return elements(json);
    if (json.is_string()) return append_json_text(out_, json.get_ref<const std::string&>());
    if (!json.is_number_float()) return void(out_ += json.dump());
    std::string text = float_text(json.get<double>());
    out_ += text == "nan" ? "NaN" : text == "inf" ? "Infinity" : text == "-inf" ? "-Infinity" : text;
  }

 private:
  void members(const Json& json) {
    std::vector<std::pair<std::string, const Json*>> members;
    for (const auto& [key, value] : json.items()) members.emplace_back(key, &value);
    if (sorted_) std::ranges::stable_sort(members, {}, &std::pair<std::string, const Json*>::first);
    out_ += '{';
    ++depth_;
    for (size_t i = 0; i < members.size(); ++i) {
      separate(i);
      append_json_text(out_, members[i].first);
      out_ += ": ";
      append(*members[i].second);
    }
    close(members.empty(), '}');
  }
  void elements(const Json& json) {
    out_ += '[';
    ++depth_;
    for (size_t i = 0; i < json.size(); ++i) {
      separate(i);
      append(json[i]);
    }
    close(json.empty(), ']');
  }
  void separate(size_t i) {
    if (i) out_ += indent_ ? "," : ", ";
    new_line();
  }
  void close(bool empty, char bracket) {
    --depth_;
    if (!empty) new_line();
    out_ += bracket;
  }
  void new_line() {
    if (!indent_) return;
    out_ += '\n';
    for (size_t i = 0; i < depth_; ++i) out_ += *indent_;
    heed_length(out_.size());
  }

  std::string& out_;
  bool sorted_;
  const std::string* indent_;
  size_t depth_ = 0;
};

/// indent= of json.dumps: how many blanks, or what stands in their place.
std::optional<std::string> indent_of(const Arguments& given) {
  const Value* indent = given.find(0, "indent");
  if (!indent || indent->is_none()) return std::nullopt;
  if (indent->is_text()) return indent->text();
  return std::string(static_cast<size_t>(std::clamp<int64_t>(integer_of(*indent), 0, 1000)), ' ');
}

Value to_json(const Value& input, const Arguments& given) {
  if (!input.is_json()) type_trouble("Object of type " + type_name(input) + " is not JSON serializable");
  const std::optional<std::string> indent = indent_of(given);
  std::string json, out;
  JsonText(json, true, indent ? &*indent : nullptr).append(input.json());
  for (char c : json) {
    if (c == '<')
      out += "\\u003c";
    else if (c == '>')
      out += "\\u003e";
    else if (c == '&')
      out += "\\u0026";
    else if (c == '\'')
      out += "\\u0027";
    else
      out += c;
  }
  return Value(Json(std::move(out)));
}

std::string text_input(const Value& input, const char* filter) {
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (!input.is_text())
    trouble("'" + type_name(input) + "' object has no attribute 'encode' (" + filter + ")");
  return input.text();
}

Value hashed(const Value& input, const Arguments& given) {
  std::string kind = given.text(0, "hash_type", "md5");
  const EVP_MD* method = nullptr;
  for (std::string_view known : {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224",
                                 "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"})
    if (kind == known) {
      std::string name = kind == "blake2b" ? "blake2b512" : kind == "blake2s" ? "blake2s256" : kind;
      std::ranges::replace(name, '_', '-');
      method = EVP_get_digestbyname(name.c_str());
    }
  if (!method) trouble("No hashing function named " + kind);
  std::string text = text_of(input);
  if (const Value* salt = given.find(1, "salt"); salt && is_true(*salt)) text += text_of(*salt);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, method, nullptr) != 1)
    trouble("the hash " + kind + " is not to be had");
  return Value(Json(hex_of({reinterpret_cast<const char*>(digest), size})));
}

Value hmac(const Value& input, const Arguments& given) {
  std::string kind = given.text(1, "hash_type", "sha256"), key = text_of(given.need(0, "key")),
              text = text_of(input);
  if (kind != "sha256") trouble("Hash type '" + kind + "' is not allowed. Allowed types: sha256");
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  return Value(Json(hex_of({reinterpret_cast<const char*>(digest), size})));
}

}  // namespace

std::string python_json(const Json& json, bool sorted) {
  std::string out;
  JsonText(out, sorted, nullptr).append(json);
  return out;
}

std::string hex_of(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string base64_of(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  return out;
}

std::string bytes_of_base64(std::string_view text) {
  std::string kept;
  for (char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/' || c == '=') kept += c;
  if (kept.size() % 4) trouble("Incorrect padding");
  std::string out(kept.size() / 4 * 3, '\0');
  int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(kept.data()), static_cast<int>(kept.size()));
  if (size < 0) trouble("this is no base64");
  size_t padding = kept.ends_with("==") ? 2 : kept.ends_with('=') ? 1 : 0;
  out.resize(static_cast<size_t>(size) - padding);
  return out;
}

const Filters& code_filters() {
  static const Filters all = {
      {"tojson", to_json},
      {"hash", hashed},
      {"hmac", hmac},
      {"base64encode",
       [](const Value& v, const Arguments&) {
         return Value(Json(base64_of(text_input(v, "base64encode"))));
       }},
      {"base64decode",
       [](const Value& v, const Arguments&) {
         return Value(Json(bytes_of_base64(text_input(v, "base64decode"))));
       }},
      // The format's own name notwithstanding, this encodes.
      {"base64binascii_decode",
       [](const Value& v, const Arguments&) {
         return Value(Json(base64_of(text_input(v, "base64binascii_decode"))));
       }},
  };
  return all;
}

}  // namespace musubi::http
