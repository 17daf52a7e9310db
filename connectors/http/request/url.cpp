#include "connectors/http/request/url.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/template/filter_families.hpp"

namespace musubi::http {

std::string lowered(std::string_view text) {
  std::string out;
  for (char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

namespace {

bool is_whole(std::string_view url) {
  std::string head = lowered(url.substr(0, 8));
  return head.starts_with("http://") || head.starts_with("https://");
}

/// Where the host's part ends.
size_t path_begin(std::string_view url) {
  size_t scheme = url.find("://");
  return scheme == url.npos ? 0 : std::min(url.find_first_of("/?#", scheme + 3), url.size());
}

/// "." and ".." in a path are walked.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  bool folder = false;
  for (size_t at = 0; at <= path.size();) {
    size_t end = std::min(path.find('/', at), path.size());
    std::string_view part = path.substr(at, end - at);
    folder = part == "." || part == "..";
    if (part == "..") {
      if (parts.size() > 1) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
    at = end + 1;
  }
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i ? "/" : "") + std::string(parts[i]);
  return folder ? out + "/" : out;
}

/// Nothing between two slashes is no part of a path.
std::string without_empty_parts(std::string_view path) {
  std::string out;
  for (char c : path)
    if (c != '/' || !out.ends_with('/')) out += c;
  return out;
}

std::vector<std::pair<std::string_view, std::string_view>> parameters_of(std::string_view query) {
  std::vector<std::pair<std::string_view, std::string_view>> out;
  while (!query.empty()) {
    std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    size_t sign = std::min(one.find('='), one.size());
    out.emplace_back(one.substr(0, sign), sign < one.size() ? one.substr(sign + 1) : "");
  }
  return out;
}

/// Whether a parameter of this name lets in whoever has it.
bool is_signature(std::string_view name) {
  std::string plain;
  for (char c : lowered(percent_decoded(name)))
    if (c != '-' && c != '_') plain += c;
  constexpr std::array<std::string_view, 5> names = {"sig", "token", "accesstoken", "authtoken", "downloadtoken"};
  return std::ranges::find(names, plain) != names.end() || plain.ends_with("signature") || plain.ends_with("credential") || plain.ends_with("securitytoken");
}

}  // namespace

std::string joined_url(std::string base, std::string_view path) {
  if (path.empty()) return base;
  if (is_whole(path)) return std::string(path);
  if (!base.ends_with('/')) base += '/';
  size_t begin = path_begin(base);
  if (path.starts_with("//")) return base.substr(0, base.find("//")) + std::string(path);
  std::string_view tail = path.substr(std::min(path.find_first_of("?#"), path.size()));
  std::string_view head = path.substr(0, path.size() - tail.size());
  std::string whole = head.starts_with('/') ? std::string(head) : without_empty_parts(base.substr(begin) + std::string(head));
  if (("/" + whole + "/").find("/./") != std::string::npos ||
      ("/" + whole + "/").find("/../") != std::string::npos)
    whole = without_dots(whole);
  return base.substr(0, begin) + whole + std::string(tail);
}

namespace {

std::string pairs_of(const std::vector<std::pair<std::string, std::string>>& parameters, bool plus_for_spaces) {
  std::string out;
  for (const auto& [name, value] : parameters)
    out += (out.empty() ? "" : "&") + percent_encoded(name, "", plus_for_spaces) + "=" + percent_encoded(value, "", plus_for_spaces);
  return out;
}

}  // namespace

std::string form_of(const std::vector<std::pair<std::string, std::string>>& parameters) {
  return pairs_of(parameters, true);
}

std::string query_of(const std::vector<std::pair<std::string, std::string>>& parameters) {
  return pairs_of(parameters, false);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
  for (size_t i = 0; i < text.size(); ++i) {
    bool escaped = text[i] == '%' && i + 2 < text.size() &&
                   std::isxdigit(static_cast<unsigned char>(text[i + 1])) &&
                   std::isxdigit(static_cast<unsigned char>(text[i + 2]));
    out += escaped          ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]))
           : text[i] == '+' ? ' '
                            : text[i];
    if (escaped) i += 2;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> parameters_in(std::string_view url) {
  std::vector<std::pair<std::string, std::string>> out;
  size_t begin = url.find_first_of("?#");
  while (begin != url.npos) {
    size_t end = std::min(url.find_first_of("?#", begin + 1), url.size());
    for (const auto& [name, value] : parameters_of(url.substr(begin + 1, end - begin - 1)))
      out.emplace_back(percent_decoded(name), percent_decoded(value));
    begin = end < url.size() ? end : url.npos;
  }
  return out;
}

std::string with_parameters(std::string url,
                            const std::vector<std::pair<std::string, std::string>>& parameters) {
  std::string fragment;
  if (size_t hash = url.find('#'); hash != url.npos) {
    fragment = url.substr(hash);
    url.resize(hash);
  }
  size_t mark = url.find('?');
  auto there = parameters_of(mark == url.npos ? "" : std::string_view(url).substr(mark + 1));
  std::vector<std::pair<std::string, std::string>> added;
  for (const auto& [name, value] : parameters) {
    auto same = [&, name = std::string_view(name), value = std::string_view(value)](const auto& one) { return percent_decoded(one.first) == name && percent_decoded(one.second) == value; };
    if (std::ranges::none_of(there, same))
      added.emplace_back(name, value);
  }
  std::string more = query_of(added);
  if (more.empty()) return url + fragment;
  if (mark == url.npos)
    url += url.find('/', url.find("://") + 3) == url.npos ? "/?" : "?";
  else if (!url.ends_with('?') && !url.ends_with('&'))
    url += '&';
  return url + more + fragment;
}

std::string without_signatures(std::string_view url) {
  const size_t mark = std::min(url.find('?'), url.size()), hash = std::min(url.find('#', mark), url.size());
  std::string out(url.substr(0, mark));
  for (size_t at = mark; at < hash;) {
    const size_t end = std::min({url.find('&', at + 1), hash, url.size()}), equals = std::min(url.find('=', at), end);
    const bool struck = is_signature(url.substr(at + 1, equals - at - 1)) && equals + 1 < end;
    out += url.substr(at, (struck ? equals + 1 : end) - at);
    if (struck) out += "***";
    at = end;
  }
  return out.append(url.substr(hash));
}

std::string safe_url(std::string_view url) {
  constexpr std::string_view safe = "!#$%&'()*+,/:;=?@[]~";
  std::string out = percent_encoded(url, safe, false);
  for (size_t at = out.find('%'); at != out.npos; at = out.find('%', at + 1)) {
    bool escaped = at + 2 < out.size() && std::isxdigit(static_cast<unsigned char>(out[at + 1])) &&
                   std::isxdigit(static_cast<unsigned char>(out[at + 2]));
    if (!escaped) out.replace(at, 1, "%25");
  }
  return out;
}

std::string origin_of(std::string_view url) {
  if (!is_whole(url)) return "";
  std::string out = lowered(url.substr(0, path_begin(url)));
  if (size_t at = out.rfind('@'); at != out.npos) out.erase(out.find("://") + 3, at - out.find("://") - 2);
  if (out.starts_with("http://") && out.ends_with(":80")) out.resize(out.size() - 3);
  if (out.starts_with("https://") && out.ends_with(":443")) out.resize(out.size() - 4);
  return out;
}

std::string_view host_in(std::string_view origin) {
  const std::string_view out = origin.substr(std::min(origin.find("://") + 3, origin.size()));
  return out.substr(0, out.find(':', out.rfind(']') + 1));
}

std::string at_origin(std::string_view home, std::string_view url) {
  return std::string(home.substr(0, path_begin(home))).append(url.substr(path_begin(url)));
}

bool keeps_to_host(std::string_view from, std::string_view to) {
  const std::string here = origin_of(from), there = origin_of(to);
  if (here == there) return true;
  if (!here.starts_with("http://") || !there.starts_with("https://")) return false;
  const std::string_view host = std::string_view(here).substr(7);
  return host == std::string_view(there).substr(8) && host == host_in(here);
}

std::string shown_url(std::string_view url) {
  std::string_view path = url.substr(path_begin(url));
  std::string origin = origin_of(url);
  return (origin.empty() ? std::string(url.substr(0, url.find_first_of("?#")))
                         : origin + std::string(path.substr(0, path.find_first_of("?#"))));
}

}  // namespace musubi::http
