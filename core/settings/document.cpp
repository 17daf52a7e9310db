#include "core/settings/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

#include "core/settings/settings.hpp"
#include "core/settings/slips.hpp"
#include "core/text/encoding.hpp"
#include "core/text/json.hpp"

namespace musubi {
namespace {

constexpr std::string_view wide_colon = "\uFF1A", wide_space = "\u3000";

/// Builds JSON from the parser's events; what the parser would silently accept (a key twice, an alias) stops
/// here.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(Document& out) : out_(out) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { scalar(mark, nullptr); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { fail("settings.alias", mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& text) override {
    scalar(mark, tag == "?" ? without_wide_ends(text) : text);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, Json::array());
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, Json::object());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Json value;
    std::string pointer;
    std::optional<std::string> key;  // of the member whose value comes next
  };

  [[noreturn]] void fail(const char* id, const YAML::Mark& mark) const {
    throw Error(id, {{"file", out_.file}, {"line", std::to_string(mark.line + 1)}});
  }

  /// Full-width spaces around a plain value are typing slips that YAML would keep.
  static std::string without_wide_ends(std::string text) {
    while (text.starts_with(wide_space)) text.erase(0, wide_space.size());
    while (text.ends_with(wide_space)) text.resize(text.size() - wide_space.size());
    return text;
  }

  bool wants_key() const { return !open_.empty() && open_.back().value.is_object() && !open_.back().key; }

  void key(const YAML::Mark& mark, const Json& name) {
    if (!name.is_string()) fail("settings.odd_key", mark);
    Frame& in = open_.back();
    const std::string& text = name.get_ref<const std::string&>();
    if (in.value.contains(text)) {
      int first = out_.lines[below(in.pointer, text)];
      throw Error("settings.duplicate_key", {{"file", out_.file},
                                             {"line", std::to_string(mark.line + 1)},
                                             {"setting", dotted(below(in.pointer, text))},
                                             {"first", std::to_string(first)}});
    }
    out_.lines[below(in.pointer, text)] = mark.line + 1;
    in.key = text;
  }

  std::string pointer_of_next() const {
    if (open_.empty()) return "";
    const Frame& in = open_.back();
    return below(in.pointer, in.key ? *in.key : std::to_string(in.value.size()));
  }

  void scalar(const YAML::Mark& mark, Json value) {
    if (wants_key()) return key(mark, value);
    bool in_map = !open_.empty() && open_.back().key;
    if (in_map && value.is_null() && open_.back().key->find(wide_colon) != std::string::npos)
      fail("settings.wide_colon", mark);
    int& line = out_.lines[pointer_of_next()];
    if (line == 0 || !value.is_null())
      line = mark.line + 1;  // the parser sees nothing only where the next thing begins
    put(std::move(value));
  }

  void open(const YAML::Mark& mark, Json empty) {
    if (wants_key()) fail("settings.odd_key", mark);
    std::string pointer = pointer_of_next();
    out_.lines.emplace(pointer, mark.line + 1);
    open_.push_back({std::move(empty), pointer, {}});
  }

  void close() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    put(std::move(value));
  }

  void put(Json value) {
    if (open_.empty()) {
      out_.value = std::move(value);
    } else if (Frame& in = open_.back(); in.key) {
      in.value[*in.key] = std::move(value);
      in.key.reset();
    } else {
      in.value.push_back(std::move(value));
    }
  }

  Document& out_;
  std::vector<Frame> open_;
};

/// UTF-8 with \n line ends and no BOM, whatever editor wrote it.
std::string plain_text(std::string_view bytes, const std::string& file) {
  text::Decoded decoded = text::decode(bytes, text::detect(bytes).encoding);
  std::string out;
  out.reserve(decoded.text.size());
  for (size_t i = 0; i < decoded.text.size(); ++i) {
    char c = decoded.text[i];
    if (c == '\r' && i + 1 < decoded.text.size() && decoded.text[i + 1] == '\n') continue;
    out += c == '\r' ? '\n' : c;
  }
  size_t broken = decoded.bad > 0 ? out.find("\uFFFD") : out.find('\0');
  if (broken == std::string::npos) return out;
  auto line = 1 + std::count(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(broken), '\n');
  throw Error("settings.bad_bytes", {{"file", file}, {"line", std::to_string(line)}});
}

/// The sentence for a complaint of the parser: of its own for the slips that people make.
std::string fault_of(std::string_view complaint) {
  auto holds = [&](std::string_view words) { return complaint.find(words) != std::string_view::npos; };
  if (holds("flow not found") || holds("illegal flow end")) return "settings.open_bracket";
  if (holds("end of map") || holds("end of sequence") || holds("illegal map value") || holds("illegal block entry"))
    return "settings.wrong_indent";
  return "settings.bad_yaml";
}

}  // namespace

std::string below(const std::string& pointer, std::string_view member) {
  std::string out = pointer.empty() ? "" : pointer + "/";
  text::append_pointer_member(out, member);
  return out;
}

std::string dotted(std::string_view pointer) {
  std::string out;
  for (size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/')
      out += '.';
    else if (pointer[i] == '~' && i + 1 < pointer.size())
      out += pointer[++i] == '1' ? '/' : '~';
    else
      out += pointer[i];
  }
  return out;
}

Error at_setting(const Document& in, std::string id, const std::string& pointer,
                 std::vector<std::pair<std::string, std::string>> more) {
  std::string around = pointer;
  auto line = in.lines.find(around);
  while (line == in.lines.end() && !around.empty()) {
    size_t slash = around.rfind('/');
    around.resize(slash == std::string::npos ? 0 : slash);
    line = in.lines.find(around);
  }
  Message m{std::move(id), {{"file", in.file}, {"setting", dotted(pointer)}}};
  m.args.emplace_back("line", std::to_string(line == in.lines.end() ? 1 : line->second));
  m.args.insert(m.args.end(), more.begin(), more.end());
  return Error(std::move(m));
}

std::string shown_path(const std::filesystem::path& file) {
  std::error_code failed;
  std::filesystem::path near = std::filesystem::proximate(file, failed);
  return failed || near.empty() || *near.begin() == ".." ? file.string() : near.string();
}

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::error_code unknown;
  std::uintmax_t size = std::filesystem::is_regular_file(file, unknown) ? std::filesystem::file_size(file, unknown) : 0;
  std::string out(unknown ? 0 : size, '\0');
  in.read(out.data(), std::streamsize(out.size()));
  out.resize(size_t(in.gcount()));
  std::ostringstream rest;  // of what grows, or tells no size
  if (!in || std::filesystem::is_directory(file) || !(in.peek() == EOF || rest << in.rdbuf()))
    throw Error("settings.cannot_read", {{"file", shown_path(file)}});
  return rest.view().empty() ? out : out + std::move(rest).str();
}

Document read_document(const std::filesystem::path& file) {
  return parse_document(read_bytes(file), shown_path(file));
}

Document parse_document(std::string_view bytes, const std::string& file) {
  Document out{file, Json::object(), {}};
  std::string text = plain_text(bytes, file);
  if (auto slip = find_slip(text))
    throw Error(slip->id, {{"file", file}, {"line", std::to_string(slip->line)}});
  std::istringstream in(text);
  try {
    YAML::Parser parser(in);
    Builder builder(out);
    parser.HandleNextDocument(builder);
    Document rest{file, {}, {}};
    Builder after(rest);
    if (parser.HandleNextDocument(after)) throw Error("settings.several_documents", {{"file", file}});
  } catch (const YAML::Exception& e) {
    throw Error(fault_of(e.msg),
                {{"file", file}, {"line", std::to_string(e.mark.line + 1)}, {"detail", e.msg}});
  }
  if (out.value.is_null()) out.value = Json::object();
  if (!out.value.is_object()) throw at_setting(out, "settings.no_map_at_top", "");
  return out;
}

}  // namespace musubi
