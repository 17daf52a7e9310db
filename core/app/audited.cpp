#include "core/app/audited.hpp"

#include <pwd.h>
#include <unistd.h>

#include <set>

namespace musubi {

Speaker speaker(const Context& context) {
  if (!context.who.empty()) return {context.who, context.why};
  const passwd* account = getpwuid(getuid());
  return {account ? account->pw_name : std::to_string(getuid()), context.why};
}

Audited reading(const Context& context, const AuditSettings& settings, const std::string& what) {
  if (settings.require_why && context.why.empty()) throw Error("app.want_why_to_read", {{"what", what}});
  Speaker by = speaker(context);
  Audited out;
  out.at = context.clock->now();
  out.who = by.who;
  out.what = what;
  out.why = by.why;
  return out;
}

void keep_reading(Session& session, Audited one) {
  keep_audit(session, std::move(one));
  session.commit();
}

void keep_everybody(Store& store, Audited one) {
  Session session = store.begin();
  take_everybody(session, one);
  keep_reading(session, std::move(one));
}

void note_pairs(Audited& one, const std::vector<ReviewPair>& pairs) {
  std::set<std::string_view> stated;
  for (const ReviewPair& pair : pairs)
    for (const Profile* p : {&pair.a, &pair.b}) {
      one.customers.push_back(p->customer_id);
      for (const Stated& s : p->values) stated.insert(field(s.field).name);
    }
  one.fields.assign(stated.begin(), stated.end());
}

}  // namespace musubi
