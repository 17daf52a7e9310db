#include "core/app/waiting.hpp"

#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/store/reading.hpp"

namespace musubi {

std::vector<Waiting> waiting(Session& session, const std::string& connection) {
  std::vector<Waiting> out;
  for (const auto& row : waiting_facts(session, connection).rows) {
    auto text = [&](size_t i) { return row[i].value_or(""); };
    out.push_back({{text(0), text(1)}, text(2), {text(3), text(4)}, integer_of(text(5)), integer_of(text(6))});
  }
  return out;
}

Message waiting_message(const Context& context, const Waiting& one) {
  return {"app.facts_wait",
          {{"stream", one.stream.connection + "." + one.stream.stream},
           {"what", table_word(context, one.table)},
           {"facts", fmt::to_string(one.facts)},
           {"awaited", one.awaited.connection + "." + one.awaited.stream},
           {"keys", fmt::to_string(one.keys)},
           {"connection", one.awaited.connection}}};
}

std::string json_waiting(const std::vector<Waiting>& all) {
  std::string out;
  for (const Waiting& one : all)
    out += fmt::format(R"({}{{"connection": {}, "stream": {}, "kind": {}, "facts": {}, "for_connection": {}, "for_stream": {}, "keys": {}}})", out.empty() ? "" : ", ",
                       json_text(one.stream.connection), json_text(one.stream.stream), json_text(one.table), one.facts, json_text(one.awaited.connection), json_text(one.awaited.stream),
                       one.keys);
  return "[" + out + "]";
}

}  // namespace musubi
