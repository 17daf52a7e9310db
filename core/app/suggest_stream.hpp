// musubi mapping suggest CONNECTION STREAM: a mapping for a stream of a connection that is configured.
#pragma once
#include "core/app/command.hpp"

namespace musubi {

/// Looks at the first records of the stream as preview does, and prints a mapping of them. Throws Error: for an unknown connection or stream with
/// the nearest name, where nothing came, and where nothing in it names or reaches anybody. `options`: the connection as its file; of a list's other
/// words there may be none.
int run_suggest_stream(Context& context, const ImportOptions& options, const std::string& stream);

/// For one word that is no file: throws Error app.suggest_stream where it names a connection or one of its streams, so that whoever meant it
/// learns of the second word.
void refuse_connection(Context& context, const std::string& word);

}  // namespace musubi
