// musubi mapping suggest FILE: the mapping that an import would propose, and nothing else. With two words it is a stream's: suggest_stream.cpp.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/list_name.hpp"
#include "core/app/suggest_stream.hpp"
#include "core/app/suggested.hpp"

namespace musubi {

int run_mapping_suggest(Context& context, const ImportOptions& options) {
  refuse_connection(context, options.file);
  Plugins plugins(own_connector_folders());
  ListChoice choice = chosen_list(options);
  int asked = 0;
  LookedAt looked = look_at_chosen(context, plugins, choice, true, &asked);
  Suggestion suggestion = asked_suggestion(context, looked, true, options.file, &asked);
  std::string name = options.connection.empty() ? fresh_name({}, list_stem(options.file)) : options.connection;
  std::string about = std::filesystem::path(choice.path).filename().string() + ": " + described(context, looked);
  fmt::print("{}", mapping_text(suggestion, looked.list, name + ".list", about, context.lang));
  return 0;
}

}  // namespace musubi
