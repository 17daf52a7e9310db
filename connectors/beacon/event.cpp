#include "connectors/beacon/event.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/text/json.hpp"

namespace musubi::beacon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_members = 30, longest_text = 500, longest_address = 2000;  // characters

struct Member {
  std::string_view name;
  size_t longest;  // characters
};
constexpr Member page_members[] = {{"page", longest_address}, {"title", longest_text}, {"referrer", longest_address}, {"campaign", longest_text}};
constexpr Member login_members[] = {{"member", 200}, {"signature", 64}};

Event refused(const char* id, Pairs args = {}) {
  Event out;
  out.problem = id;
  out.problem_args = std::move(args);
  return out;
}

template <class Fits>
bool made_of(std::string_view text, size_t least, size_t most, Fits fits) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), fits);
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_'; }

std::string text_of(const Json& in, std::string_view name) {
  auto at = in.find(name);
  return at != in.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// Whether the texts of `members` that are there are texts; "" or the name of the first that is not.
template <size_t N>
std::string_view unfit(const Json& in, const Member (&members)[N]) {
  for (const Member& one : members)
    if (auto at = in.find(one.name); at != in.end() && !at->is_string()) return one.name;
  return {};
}

/// Shortens `text` to so many characters; true where it was longer.
bool cut(std::string& text, size_t characters) {
  size_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && characters-- == 0) break;
  bool longer = at < text.size();
  text.resize(at);
  return longer;
}

/// What of a page's own values is kept: texts, numbers and truths, the first thirty; names of the others, and of those that were
/// shortened, go into `lost`.
Json kept_data(const Json& data, std::vector<std::string>& lost) {
  Json out = Json::object();
  for (const auto& [name, value] : data.items()) {
    std::string shown = "data." + name;
    bool fits = !name.empty() && name.size() <= 60 && name[0] != '_' && !value.is_structured() && out.size() < most_members;
    std::string text = fits && value.is_string() ? value.get<std::string>() : std::string();
    if (!fits || cut(text, longest_text)) {
      cut(shown, 60);
      if (lost.size() < most_members) lost.push_back(std::move(shown));
    }
    if (fits) out[name] = value.is_string() ? Json(std::move(text)) : value;
  }
  return out;
}

/// A page's template may write the time as a text; 0 where there is none.
int64_t seconds_of(const Json& in) {
  auto time = in.find("time");
  if (time == in.end()) return 0;
  if (time->is_number_integer()) return time->get<int64_t>();
  std::string text = text_of(in, "time");
  return made_of(text, 1, 15, [](char c) { return c >= '0' && c <= '9'; }) ? std::stoll(text) : 0;
}

Event login(const Json& in, Event out) {
  for (const Member& one : login_members)
    if (text_of(in, one.name).size() > one.longest) return refused("bad_member", {{"member", std::string(one.name)}});
  if (std::string_view name = unfit(in, login_members); !name.empty()) return refused("bad_member", {{"member", std::string(name)}});
  out.kind = Kind::login;
  out.member = text_of(in, "member");
  out.signature = text_of(in, "signature");
  out.time = seconds_of(in);
  if (out.member.empty() || out.signature.empty() || out.time <= 0) return refused("unsigned_login");
  return out;
}

Event page_event(const Json& in, const std::string& word, Event out) {
  if (std::string_view name = unfit(in, page_members); !name.empty()) return refused("bad_member", {{"member", std::string(name)}});
  Json record = {{"visitor", out.visitor}, {"event", word}};
  for (const Member& one : page_members) {
    std::string text = text_of(in, one.name);
    if (cut(text, one.longest)) out.lost.emplace_back(one.name);
    if (!text.empty()) record[std::string(one.name)] = std::move(text);
  }
  if (auto data = in.find("data"); data != in.end()) {
    if (!data->is_object()) return refused("bad_member", {{"member", "data"}});
    record["data"] = kept_data(*data, out.lost);
  }
  if (!out.lost.empty()) record["shortened"] = out.lost;
  out.json = record.dump();
  return out;
}

}  // namespace

Event read_event(std::string_view body) {
  if (text::check_json(body, 32)) return refused("bad_json");
  Json in = Json::parse(body, nullptr, false);
  if (!in.is_object()) return refused("bad_json");
  static constexpr std::array known = {"visitor", "consent", "id", "event", "page", "title", "referrer", "campaign", "data", "member", "time", "signature"};
  for (const auto& [name, value] : in.items())
    if (std::find(known.begin(), known.end(), name) == known.end()) return refused("unknown_member");
  Event out;
  out.visitor = text_of(in, "visitor");
  out.id = text_of(in, "id");
  auto consent = in.find("consent");
  if (consent == in.end() || !consent->is_boolean() || !consent->get<bool>()) return refused("no_consent");
  if (!made_of(out.visitor, 32, 32, is_hex)) return refused("bad_member", {{"member", "visitor"}});
  if (!made_of(out.id, 16, 64, is_hex)) return refused("bad_member", {{"member", "id"}});
  std::string word = text_of(in, "event");
  if (!made_of(word, 1, 40, is_word)) return refused("bad_member", {{"member", "event"}});
  if (word == "login") return login(in, std::move(out));
  if (word == "withdraw") {
    out.kind = Kind::withdrawal;
    return out;
  }
  return page_event(in, word, std::move(out));
}

namespace {

bool names_a_robot(std::string_view word) {
  if (word == "cubot") return false;  // a maker of phones
  for (const char* end : {"bot", "bots", "crawler", "spider", "slurp", "preview", "monitor", "lighthouse", "externalhit"})
    if (word.ends_with(end)) return true;
  return word.starts_with("headless") || word == "crawl" || word == "scrapy";
}

}  // namespace

bool is_robot(std::string_view user_agent) {
  std::string lowered(user_agent);
  for (char& c : lowered) c = sdk::lower(c);
  if (lowered.empty()) return true;
  for (const char* program : {"curl/", "wget/", "python-", "java/", "go-http-client"})
    if (lowered.starts_with(program)) return true;
  auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  for (auto at = lowered.begin(); at != lowered.end();) {
    auto begin = std::find_if(at, lowered.end(), is_letter);
    at = std::find_if_not(begin, lowered.end(), is_letter);
    if (names_a_robot({begin, at})) return true;
  }
  return false;
}

}  // namespace musubi::beacon
