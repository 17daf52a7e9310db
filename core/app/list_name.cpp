#include "core/app/list_name.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "core/text/fold.hpp"

namespace musubi {
namespace {

struct Word {
  std::string_view ja, name;
};
/// Words of file names; the first that stands in it names the connection.
constexpr Word words[] = {{"会員", "members"},   {"顧客", "customers"}, {"患者", "patients"},  {"生徒", "students"}, {"学生", "students"}, {"児童", "students"},
                          {"得意先", "clients"}, {"取引先", "clients"}, {"名刺", "cards"},     {"注文", "orders"},   {"受注", "orders"},   {"問い合わせ", "inquiries"},
                          {"問合せ", "inquiries"}, {"参加者", "guests"}, {"来場者", "visitors"}, {"申込", "applicants"}, {"契約", "contracts"}, {"社員", "staff"},
                          {"連絡先", "contacts"}, {"住所録", "addresses"}, {"名簿", "list"}};

std::string ascii_name(const std::string& stem) {
  std::string out;
  for (char c : text::fold_case(text::nfkc(stem))) {
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) out += c;
    else if (!out.empty() && out.back() != '_' && static_cast<unsigned char>(c) < 0x80) out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  bool named = std::any_of(out.begin(), out.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return named ? out.substr(0, 30) : "";
}

}  // namespace

std::string list_stem(std::string_view path) {
  std::string name = text::fold_case(text::nfkc(std::filesystem::path(path).filename().string()));
  static const std::regex ending(R"((\.(csv|tsv|tab|txt|xlsx|xlsm|xls|ods|mdb|accdb|zip|json|jsonl|ndjson|vcf|gz|html?|\*))+$)");
  static const std::regex changing(R"((令和|平成|昭和|[rhs])?\d{1,4}(年|[-_./])\d{1,2}((月|[-_./])\d{1,2}日?|月(分|度|末)?)?|\d{4}年(度)?|(19|20)\d{4,12}|\(\d+\)|- ?コピー|のコピー|copy( of)?|最新版?|\*|ver?\.?\d+(\.\d+)*)");
  name = std::regex_replace(name, ending, "");
  std::string bare = std::regex_replace(name, changing, "");
  std::string out;
  for (char c : bare)
    if (std::string_view(" _-.").find(c) == std::string_view::npos) out += c;
  return out;
}

std::string fresh_name(const Configuration& configuration, const std::string& stem) {
  std::string base = ascii_name(stem);
  if (base.empty())
    for (const Word& word : words)
      if (base.empty() && stem.find(word.ja) != stem.npos) base = word.name;
  if (base.empty()) base = "list";
  std::string name = base;
  for (int n = 2; configuration.find(name); ++n) name = base + std::to_string(n);
  return name;
}

bool is_connection_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

std::string path_of_list(const ConnectionSettings& connection) {
  if (connection.connector != "file") return "";
  auto config = nlohmann::json::parse(connection.config_json, nullptr, false);
  if (!config.is_object() || !config.contains("streams") || !config["streams"].is_object() || config["streams"].size() != 1 || !config["streams"].contains("list")) return "";
  const auto& stream = config["streams"]["list"];
  return stream.is_object() && stream.contains("path") && stream["path"].is_string() ? stream["path"].get<std::string>() : "";
}

const ConnectionSettings* connection_of_list(const Configuration& configuration, const std::string& stem) {
  for (const ConnectionSettings& connection : configuration.connections)
    if (std::string path = path_of_list(connection); !path.empty() && list_stem(path) == stem) return &connection;
  return nullptr;
}

}  // namespace musubi
