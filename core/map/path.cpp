#include "core/map/path.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/map/file_text.hpp"

namespace musubi::map {
namespace {

constexpr size_t most_places = 10'000;
constexpr size_t most_steps = 32;
constexpr std::pair<std::string_view, Path::Root> specials[] = {{"$file_date", Path::Root::file_date},
                                                                {"$received_at", Path::Root::received_at},
                                                                {"$row", Path::Root::row},
                                                                {"$name", Path::Root::mailbox_name},
                                                                {"$address", Path::Root::mailbox_address}};

struct Piece {
  size_t begin, end;  // in the path's text
  size_t after;       // where the next piece begins
};

// Cuts at '.' and before '['; "items[0].sku" → items, 0, sku; "answers[name=email]" → answers, name=email.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  for (size_t at = 0; at < text.size() && out.size() < most_steps;) {
    bool bracket = text[at] == '[' && !out.empty();
    size_t begin = at + bracket;
    size_t end = bracket ? text.find(']', begin) : text.find_first_of(".[", begin + 1);
    if (end == std::string_view::npos) bracket ? begin = at, end = text.size() : end = text.size();
    size_t after = end;
    if (after < text.size() && text[after] == ']') ++after;
    if (after < text.size() && text[after] == '.') ++after;
    out.push_back({begin, end, after});
    at = after;
  }
  if (!out.empty()) out.back().after = text.size();
  return out;
}

std::optional<size_t> number_of(std::string_view text) {
  size_t out = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc() || end != text.data() + text.size() || text.size() > 6) return {};
  return out;
}

// True for an object whose member is the step's value, spelt so.
bool says(const RecordTree& tree, uint32_t at, const Path::Step& step) {
  if (tree.at(at).shape != RecordTree::Shape::object) return false;
  uint32_t member = tree.member(at, step.member);
  return member && tree.at(member).text == step.value;
}

void find_from(const RecordTree& tree, uint32_t at, const Path& path, size_t step,
               std::vector<uint32_t>& out) {
  if (out.size() >= most_places) return;
  const RecordTree::Value& value = tree.at(at);
  if (step == path.steps.size()) {
    out.push_back(at);
  } else if (value.shape == RecordTree::Shape::object) {
    const auto& names = path.steps[step].names;
    for (const Path::Name& name : names)
      if (uint32_t member = tree.member(at, name.raw)) return find_from(tree, member, path, name.next, out);
    for (const Path::Name& name : names)
      if (uint32_t member = tree.member_folded(at, name.folded))
        return find_from(tree, member, path, name.next, out);
  } else if (value.shape == RecordTree::Shape::array) {
    if (!path.steps[step].member.empty()) {
      for (uint32_t one = value.first; one; one = tree.at(one).next)
        if (says(tree, one, path.steps[step])) find_from(tree, one, path, step + 1, out);
      return;
    }
    if (path.steps[step].element) {
      if (uint32_t one = tree.element(at, *path.steps[step].element))
        find_from(tree, one, path, step + 1, out);
      return;
    }
    for (uint32_t one = value.first; one; one = tree.at(one).next) find_from(tree, one, path, step, out);
  }
}

}  // namespace

std::optional<Path> compile_path(std::string_view written) {
  Path out;
  if (written.starts_with('$')) {
    auto at =
        std::find_if(std::begin(specials), std::end(specials), [&](auto& s) { return s.first == written; });
    if (at == std::end(specials)) return {};
    out.root = at->second;
    out.text = written;
    return out;
  }
  if (written.starts_with('/')) {
    out.root = Path::Root::top;
    written.remove_prefix(1);
  }
  out.text = written;
  std::vector<Piece> pieces = pieces_of(written);
  if (pieces.empty()) return {};
  for (size_t i = 0; i < pieces.size(); ++i) {
    Path::Step step;
    std::string_view piece = written.substr(pieces[i].begin, pieces[i].end - pieces[i].begin);
    step.element = number_of(piece);
    if (size_t equals = piece.find('='); pieces[i].begin > 0 && written[pieces[i].begin - 1] == '[' && equals != piece.npos && equals > 0) {
      step.member = piece.substr(0, equals);
      step.value = piece.substr(equals + 1);
    }
    for (size_t j = pieces.size(); j-- > i;) {
      // A trailing dot belongs to a name ("No."), one between two names does not.
      size_t end = j + 1 == pieces.size() ? written.size() : pieces[j].end;
      std::string_view name = written.substr(pieces[i].begin, end - pieces[i].begin);
      step.names.push_back({std::string(name), folded(name), j + 1});
    }
    out.steps.push_back(std::move(step));
  }
  return out;
}

std::vector<std::string> special_names() {
  std::vector<std::string> out;
  for (const auto& [name, root] : specials) out.emplace_back(name);
  return out;
}

std::vector<std::string> top_names(const Path& path) {
  if (path.special() || path.steps.empty()) return {};
  std::vector<std::string> out;
  for (const Path::Name& name : path.steps[0].names) out.push_back(name.folded);
  return out;
}

void find(const RecordTree& tree, uint32_t here, const Path& path, std::vector<uint32_t>& out) {
  find_from(tree, path.root == Path::Root::top ? RecordTree::top : here, path, 0, out);
}

}  // namespace musubi::map
