#include "connectors/process/read_state.hpp"

#include "connectors/process/json_scan.hpp"
#include "core/text/json.hpp"

namespace musubi::process {

ReadState ReadState::parse(std::string_view text, const std::string& by) {
  ReadState out{by, "", false, ""};
  if (text.empty() || text::check_json(text) || text_of(text, "v") != "1" || text_of(text, "by") != by)
    return out;
  out.program = member(text, "program");
  out.done = member(text, "done") == "true";
  out.version = text_of(text, "version");
  return out;
}

std::string ReadState::text() const {
  std::string out;
  text::JsonWriter json(out);
  json.begin_object().key("v").number(int64_t{1}).key("by").string(by).key("done").boolean(done);
  if (!version.empty()) json.key("version").string(version);
  if (!program.empty()) json.key("program").raw(program);
  json.end_object();
  return out;
}

}  // namespace musubi::process
