#include "core/settings/preset_lists.hpp"

#include <algorithm>

#include "core/base/nearest.hpp"
#include "core/settings/settings.hpp"
#include "core/text/encoding.hpp"
#include "core/text/trim.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace {

constexpr std::string_view prefix = "mapping.", middle = ".lists.";

/// Where a list is written, `NAME: [word, …]`: from its opening bracket to behind the closing one.
struct Written {
  size_t begin = 0, end = 0;
};

size_t begin_of_line(std::string_view text, int line) {
  size_t at = 0;
  while (--line > 0 && at != text.npos) at = text.find('\n', at) + 1;
  return at;
}

/// Behind the bracket that closes the one at `at`; npos where it is not on this line.
size_t behind_list(std::string_view line, size_t at) {
  char quote = 0;
  for (++at; at < line.size(); ++at) {
    if (quote == '"' && line[at] == '\\') ++at;
    else if (quote) quote = line[at] == quote ? 0 : quote;
    else if (line[at] == '"' || line[at] == '\'') quote = line[at];
    else if (line[at] == ']') return at + 1;
    else if (line[at] == '[' || line[at] == '#') return line.npos;
  }
  return line.npos;
}

std::optional<Written> written(std::string_view text, const Document& mapping, const std::string& list) {
  auto known = mapping.lines.find(below("lists", list));
  if (known == mapping.lines.end()) return {};
  const size_t begin = begin_of_line(text, known->second);
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  size_t at = line.find_first_not_of(' ');
  if (at == line.npos || at == 0) return {};
  const bool quoted = line[at] == '"' || line[at] == '\'';
  if (line.substr(at + quoted, list.size()) != list) return {};
  at = line.find_first_not_of(' ', at + list.size() + 2 * quoted);
  if (at == line.npos || line[at] != ':') return {};
  at = line.find_first_not_of(' ', at + 1);
  if (at == line.npos || line[at] != '[') return {};
  const size_t end = behind_list(line, at);
  if (end == line.npos) return {};
  const size_t rest = line.find_first_not_of(" \r", end);
  if (rest != line.npos && line[rest] != '#') return {};
  return Written{begin + at, begin + end};
}

std::vector<std::string> words_of(std::string_view answer) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin <= answer.size();) {
    size_t end = std::min(answer.size(), answer.find(',', begin)), wide = answer.find("、", begin), next = end + 1;
    if (wide < end) end = wide, next = wide + std::string_view("、").size();
    std::string word(text::trimmed(answer.substr(begin, end - begin)));
    if (!word.empty() && std::ranges::find(out, word) == out.end()) out.push_back(std::move(word));
    begin = next;
  }
  return out;
}

/// Always in quotes: a code is no number, and `no` is no answer.
std::string list_text(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + Json(word).dump();
  return "[" + out + "]";
}

bool may_stand(std::string_view answer) {
  auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return text::is_valid_utf8(answer) && std::ranges::none_of(answer, is_control) && !words_of(answer).empty();
}

/// The list of that place as one of the mappings has it; "" if none has it.
std::string own_list(const std::string& to, const std::map<std::string, std::string>& mappings) {
  auto place = list_place(to);
  auto mapping = place ? mappings.find(place->stream) : mappings.end();
  if (mapping == mappings.end()) return "";
  const Document document = parse_document(mapping->second, mapping->first + ".yaml");
  const Json lists = document.value.value("lists", Json());
  if (!lists.is_object() || !lists.contains(place->list)) return "";
  const Json& words = lists[place->list];
  if (!words.is_array() || words.empty() || !std::ranges::all_of(words, [](const Json& word) { return word.is_string(); })) return "";
  auto at = written(mapping->second, document, place->list);
  return at ? mapping->second.substr(at->begin, at->end - at->begin) : list_text(words.get<std::vector<std::string>>());
}

std::vector<std::string> all_places(const Preset& preset) {
  std::vector<std::string> out;
  for (const std::string& stream : preset.mappings) {
    const Json lists = read_document(shipped_mapping(preset, stream)).value.value("lists", Json::object());
    for (const auto& [list, words] : lists.items()) out.push_back(std::string(prefix) + stream + std::string(middle) + list);
  }
  return out;
}

void check_place(const Document& document, const Preset& preset, const std::string& to, const std::string& pointer) {
  const std::vector<std::string> places = all_places(preset);
  const ListPlace place = *list_place(to);
  if (std::ranges::find(places, to) == places.end()) throw at_setting(document, "settings.no_such_list", pointer, {{"place", to}, {"nearest", nearest(to, places)}});
  with_lists(read_bytes(shipped_mapping(preset, place.stream)), {{place.list, "[]"}}, shown_path(shipped_mapping(preset, place.stream)));
}

}  // namespace

bool PresetQuestion::is_list() const {
  return std::ranges::any_of(to, [](const std::string& one) { return list_place(one).has_value(); });
}

std::filesystem::path shipped_mapping(const Preset& preset, const std::string& stream) { return preset.folder / "mappings" / (stream + ".yaml"); }

std::optional<ListPlace> list_place(std::string_view to) {
  if (!to.starts_with(prefix)) return {};
  to.remove_prefix(prefix.size());
  const size_t at = to.find(middle);
  if (at == to.npos) return ListPlace{};
  return ListPlace{std::string(to.substr(0, at)), std::string(to.substr(at + middle.size()))};
}

void check_list_questions(const Document& document, const Preset& preset) {
  for (size_t i = 0; i < preset.questions.size(); ++i) {
    const PresetQuestion& q = preset.questions[i];
    const std::string pointer = below("questions", std::to_string(i));
    for (size_t j = 0; j < q.to.size(); ++j)
      if (list_place(q.to[j])) check_place(document, preset, q.to[j], below(below(pointer, "to"), std::to_string(j)));
    if (q.is_list() && q.kind != PresetQuestion::Kind::text) throw at_setting(document, "settings.list_of_texts", below(pointer, "kind"));
    if (q.is_list() && !q.fallback.empty() && !may_stand(q.fallback)) throw at_setting(document, "settings.bad_default_words", below(pointer, "default"));
  }
}

std::map<std::string, MappingLists> answered_lists(const Preset& preset, const PresetAnswers& answers) {
  std::map<std::string, MappingLists> out;
  for (const PresetQuestion& q : preset.questions) {
    auto answer = q.is_list() ? answers.find(q.key) : answers.end();
    if (answer == answers.end()) continue;
    if (!may_stand(answer->second)) throw Error("settings.bad_words", {{"key", q.key}, {"ja", q.ask.ja}, {"en", q.ask.en}});
    for (const std::string& to : q.to)
      if (auto place = list_place(to)) out[place->stream][place->list] = list_text(words_of(answer->second));
  }
  return out;
}

std::map<std::string, MappingLists> lists_today(const Preset& preset, PresetAnswers answers, const std::map<std::string, std::string>& mappings) {
  std::map<std::string, MappingLists> own;
  for (const PresetQuestion& q : preset.questions) {
    if (!q.is_list() || answers.contains(q.key)) continue;
    std::string any;
    for (const std::string& to : q.to)
      if (std::string words = own_list(to, mappings); any.empty()) any = words;
    if (any.empty() && q.fallback.empty()) throw Error("settings.want_words", {{"key", q.key}, {"ja", q.ask.ja}, {"en", q.ask.en}});
    if (any.empty()) any = list_text(words_of(q.fallback));
    for (const std::string& to : q.to) {
      auto place = list_place(to);
      std::string words = own_list(to, mappings);
      if (place) own[place->stream][place->list] = words.empty() ? any : words;
    }
  }
  std::map<std::string, MappingLists> out = answered_lists(preset, answers);
  for (auto& [stream, lists] : own) out[stream].merge(lists);
  return out;
}

std::string with_lists(std::string mapping, const MappingLists& lists, const std::string& file) {
  for (const auto& [list, words] : lists) {
    mapping = text::decode(mapping, text::detect(mapping).encoding).text;
    const Document document = parse_document(mapping, file);
    auto at = written(mapping, document, list);
    if (!at) throw at_setting(document, "settings.list_form", below("lists", list), {{"list", list}});
    mapping.replace(at->begin, at->end - at->begin, words);
  }
  return mapping;
}

}  // namespace musubi
