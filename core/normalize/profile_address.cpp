// What a network writes in the address of a profile; what it writes before or beside the name is not the
// name:
//   facebook.com/profile.php?id=N · /people/NAME/N · /p/NAME-N      x.com/i/user/N ·
//   /intent/user?screen_name=NAME line.me/ti/p/~NAME · /R/ti/p/@NAME      instagram.com/stories/NAME/…
//   youtube.com/@NAME · /channel/ID · /c/NAME
#include "core/normalize/profile_address.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {
namespace {

using Words = std::vector<std::string_view>;

struct Address {
  std::string host, query, fragment;
  std::vector<std::string> path;  // its parts, none empty
  std::string_view part(size_t i) const {
    return i < path.size() ? std::string_view(path[i]) : std::string_view();
  }
};

/// What a network writes in an address: `says` finds a name that does not stand first; `not_names` stand
/// where a name would.
struct Network {
  Words hosts;
  std::optional<std::string> (*says)(const Address&);
  Words not_names;
  bool first = true;  // the name may stand first
};

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = char(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += escape ? char(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return utf8(read(out));
}

std::vector<std::string> parts_of(std::string_view text, char by) {
  std::vector<std::string> out;
  while (!text.empty()) {
    size_t end = std::min(text.find(by), text.size());
    if (end) out.push_back(unescaped(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string parameter(const Address& a, std::string_view name) {
  for (const std::string& pair : parts_of(a.query, '&'))
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return pair.substr(name.size() + 1);
  return {};
}

/// The number at the end of "NAME-N", or all of "N".
std::string number_behind(std::string_view text) {
  std::string_view last = text.substr(text.rfind('-') + 1);
  return is_number(last) ? std::string(last) : std::string();
}

std::optional<std::string> of_facebook(const Address& a) {
  std::string first = lowered(a.part(0));
  if (first == "profile.php") return parameter(a, "id");
  if (first == "people" || first == "pages") return number_behind(a.path.back());
  if (first == "p") return number_behind(a.part(1));
  return {};
}

std::optional<std::string> of_x(const Address& a) {
  if (a.part(0) == "i" && a.part(1) == "user") return std::string(a.part(2));
  if (a.part(0) == "intent") {
    std::string name = parameter(a, "screen_name");
    return name.empty() ? parameter(a, "user_id") : name;
  }
  if (a.path.empty() && a.fragment.starts_with("!/"))
    return a.fragment.substr(2, a.fragment.find_first_of("/?", 2) - 2);
  return {};
}

std::optional<std::string> of_instagram(const Address& a) {
  if (a.part(0) == "_u" || (a.part(0) == "stories" && a.part(1) != "highlights"))
    return std::string(a.part(1));
  return {};
}

std::optional<std::string> of_line(const Address& a) {
  for (const std::string& part : a.path)
    if (part.starts_with('~') || part.starts_with('@')) return part;
  if (a.host != "page.line.me") return {};
  return a.path.empty() ? parameter(a, "accountId") : a.path[0];
}

std::optional<std::string> of_youtube(const Address& a) {
  if (a.part(0) == "channel" || a.part(0) == "c" || a.part(0) == "user") return std::string(a.part(1));
  return {};
}

std::optional<std::string> of_linkedin(const Address& a) {
  if (a.part(0) == "in" || a.part(0) == "company" || a.part(0) == "school") return std::string(a.part(1));
  return {};
}

std::optional<std::string> marked(const Address& a) {
  for (const std::string& part : a.path)
    if (part.starts_with('@')) return part;
  return {};
}

const std::array networks{
    Network{{"facebook.com", "fb.com", "fb.me", "m.me", "messenger.com"},
            of_facebook,
            {"groups",        "events",    "e",           "watch",     "photo",    "photo.php",
             "photos",        "story.php", "share",       "share.php", "sharer",   "sharer.php",
             "permalink.php", "posts",     "reel",        "reels",     "stories",  "media",
             "videos",        "video.php", "marketplace", "hashtag",   "login",    "login.php",
             "help",          "gaming",    "search",      "plugins",   "dialog",   "l.php",
             "public",        "home.php",  "messages",    "t",         "business", "profile"}},
    Network{{"x.com", "twitter.com"},
            of_x,
            {"i", "home", "search", "hashtag", "share", "explore", "settings", "messages", "notifications",
             "login", "signup", "compose", "tos", "privacy", "about", "jobs", "download"}},
    Network{{"instagram.com", "instagr.am"},
            of_instagram,
            {"p", "reel", "reels", "tv", "s", "stories", "share", "explore", "accounts", "direct", "about",
             "developer", "legal"}},
    Network{{"line.me", "lin.ee"}, of_line, {}, false},
    Network{{"youtube.com"},
            of_youtube,
            {"watch", "playlist", "shorts", "results", "feed", "live", "embed", "v", "e", "t", "gaming",
             "redirect", "premium", "hashtag", "post", "clip"}},
    Network{{"youtu.be"}, marked, {}, false},
    Network{{"tiktok.com"}, marked, {}, false},
    Network{{"linkedin.com"}, of_linkedin, {}, false},
};

const Network* network_of(std::string_view host) {
  auto within = [&](std::string_view domain) {
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
  };
  for (const Network& n : networks)
    if (std::any_of(n.hosts.begin(), n.hosts.end(), within)) return &n;
  return nullptr;
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "https://host/path?query#fragment", with or without the scheme.
Address address_of(std::string_view text) {
  Address out;
  auto behind = [&](char mark) {
    size_t at = std::min(text.find(mark), text.size());
    std::string found(text.substr(std::min(at + 1, text.size())));
    text = text.substr(0, at);
    return found;
  };
  if (size_t scheme = text.find("://"); scheme != text.npos) text.remove_prefix(scheme + 3);
  out.fragment = behind('#');
  out.query = behind('?');
  size_t slash = std::min(text.find('/'), text.size());
  out.host = lowered(text.substr(0, std::min(text.find(':'), slash)));
  out.path = parts_of(text.substr(slash), '/');
  return out;
}

std::string name_in(const Address& a) {
  const Network* network = network_of(a.host);
  if (auto said = network ? network->says(a) : marked(a)) return *said;
  if (!network) return a.path.size() == 1 ? a.path[0] : std::string();
  return network->first && !a.path.empty() && !has(network->not_names, lowered(a.path[0])) ? a.path[0]
                                                                                           : std::string();
}

bool is_address(std::string_view text) {
  if (text.find("://") != text.npos) return true;
  if (text.starts_with('@')) return false;
  size_t end = std::min(text.find_first_of("/?#"), text.size());
  std::string_view host = text.substr(0, end);
  return host.find('.') != host.npos && (network_of(lowered(host)) || end + 1 < text.size());
}

}  // namespace

std::optional<std::string> name_in_address(std::string_view text) {
  if (!is_address(text)) return {};
  return name_in(address_of(text));
}

}  // namespace musubi::normalize
