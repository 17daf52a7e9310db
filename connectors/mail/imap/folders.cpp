#include "connectors/mail/imap/folders.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/mutf7.hpp"
#include "connectors/mail/wildcard.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::mail {
namespace {

struct Named {
  const char *name, *role;
};
/// What mail programs call these folders where the server does not tell.
constexpr std::array common_names = {
    Named{"sent", "sent"},         Named{"sent items", "sent"},    Named{"sent messages", "sent"}, Named{"sent mail", "sent"},      Named{"sent-mail", "sent"},
    Named{"送信済み", "sent"},     Named{"送信済みメール", "sent"}, Named{"送信済みトレイ", "sent"}, Named{"送信済みアイテム", "sent"}, Named{"送信箱", "sent"},
    Named{"drafts", "drafts"},     Named{"draft", "drafts"},       Named{"下書き", "drafts"},      Named{"trash", "trash"},         Named{"deleted items", "trash"},
    Named{"deleted messages", "trash"}, Named{"ごみ箱", "trash"},  Named{"ゴミ箱", "trash"},       Named{"削除済みアイテム", "trash"}, Named{"junk", "junk"},
    Named{"spam", "junk"},         Named{"junk e-mail", "junk"},   Named{"junk email", "junk"},    Named{"迷惑メール", "junk"},
    Named{"junk mail", "junk"},    Named{"bulk mail", "junk"},     Named{"bulk", "junk"},          Named{"迷惑メールフォルダ", "junk"}, Named{"迷惑メールフォルダー", "junk"}};

std::string role_by_name(const std::string& name) {
  std::string last = lower(name.substr(name.rfind('/') + 1));
  for (const Named& one : common_names)
    if (last == one.name) return one.role;
  return {};
}

bool is_quotable(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c < '\x7F'; });
}

/// `(\HasNoChildren \Sent) "/" "name"`; false where it holds no mails.
bool folder_in(const Reply& reply, Folder& out) {
  if (reply.word != "LIST" || reply.values.size() < 3 || reply.values[0].kind != Value::Kind::list) return false;
  out.wire = reply.values[2].text;
  if (reply.values[2].kind == Value::Kind::nil) out.wire = "NIL";  // one that is called so
  for (const Value& flag : reply.values[0].list) {
    std::string name = lower(flag.text);
    if (name == "\\noselect" || name == "\\nonexistent") return false;
    for (std::string_view role : {"\\all", "\\archive", "\\drafts", "\\junk", "\\sent", "\\trash", "\\flagged", "\\important"})
      if (name == role) out.role = role.substr(1);
  }
  if (!is_quotable(out.wire)) return false;
  out.name = out.wire;
  if (std::string_view mark = reply.values[1].text; mark.size() == 1 && mark != "/") std::replace(out.name.begin(), out.name.end(), mark[0], '/');
  out.name = from_mutf7(out.name);
  if (same(out.name, "INBOX")) out.role = "inbox";
  return true;
}

bool is_wanted(const Folder& folder, const std::string& wanted) {
  if (wanted.starts_with('\\')) return folder.role == lower(wanted.substr(1));
  if (same(wanted, "INBOX")) return folder.role == "inbox";
  return folder.name == wanted || matches(wanted, folder.name);
}

std::vector<Folder> usual(const std::vector<Folder>& all) {
  std::vector<Folder> out;
  for (const Folder& folder : all)
    if (folder.role == "all") return {folder};
  for (const Folder& folder : all)
    if (folder.role != "drafts" && folder.role != "trash" && folder.role != "junk" && folder.role != "flagged" && folder.role != "important") out.push_back(folder);
  return out;
}

}  // namespace

std::vector<Folder> folders_of(Session& session) {
  std::vector<Folder> out;
  session.ask(session.can("SPECIAL-USE") && session.can("LIST-EXTENDED") ? R"(LIST "" "*" RETURN (SPECIAL-USE))" : R"(LIST "" "*")", [&](Reply& reply) {
    Folder folder;
    if (folder_in(reply, folder)) out.push_back(std::move(folder));
  });
  std::sort(out.begin(), out.end(), [](const Folder& a, const Folder& b) { return a.name < b.name; });
  std::set<std::string> told;
  for (const Folder& folder : out) told.insert(folder.role);
  for (Folder& folder : out)  // where the server tells of a role, names say nothing about it
    if (std::string role = role_by_name(folder.name); folder.role.empty() && !told.contains(role)) folder.role = role;
  return out;
}

std::vector<Folder> chosen_folders(const std::vector<Folder>& all, const std::vector<std::string>& wanted, const std::string& endpoint) {
  std::vector<Folder> out;
  if (wanted.empty()) out = usual(all);
  for (const std::string& one : wanted) {
    size_t before = out.size();
    bool there = false;
    for (const Folder& folder : all) {
      if (!is_wanted(folder, one)) continue;
      there = true;
      if (std::none_of(out.begin(), out.begin() + static_cast<ptrdiff_t>(before), [&](const Folder& f) { return f.wire == folder.wire; })) out.push_back(folder);
    }
    if (there) continue;
    std::vector<std::string> names;
    for (const Folder& folder : all) names.push_back(folder.name);
    config_failure("no_folder", {{"endpoint", endpoint}, {"folder", one}, {"nearest", nearest_name(one, names)}});
  }
  if (out.empty()) config_failure("no_folder", {{"endpoint", endpoint}, {"folder", "INBOX"}, {"nearest", ""}});
  std::stable_partition(out.begin(), out.end(), [](const Folder& folder) { return folder.role != "sent"; });
  return out;
}

}  // namespace musubi::mail
