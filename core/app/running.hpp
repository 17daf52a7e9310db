// The commands of a running hub.
#pragma once
#include <string>
#include <vector>

#include "core/app/command.hpp"

namespace musubi {

struct UpOptions {
  int port = 0;  // 0: the configuration's
};
int run_up(Context& context, const UpOptions& options);

int run_token_new(Context& context, const std::string& name, std::vector<std::string> rights);
int run_token_list(Context& context);
int run_token_revoke(Context& context, const std::string& name);

}  // namespace musubi
