#include "connectors/http/request/config_rules.hpp"

#include <chrono>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {

void follow_config_rules(Json& config, const std::vector<Transformation>& rules, const Clock& clock) {
  Names names;
  names.set("config", Value::borrowed(config));
  const Scope scope{names, clock};
  for (const Transformation& one : rules) try {
      Transformation rule = one;
      if (one.kind == Transformation::Kind::remove && one.condition.given()) {
        if (!one.condition.holds(scope)) continue;
        rule.condition = Condition();
      }
      transform(config, rule, scope);
    } catch (const Trouble& t) {
      // What went wrong may be said with a value, and secrets are among these.
      config_failure("config_rules_failed", {{"expression", t.expression}});
    }
}

int64_t system_clock() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace musubi::http
