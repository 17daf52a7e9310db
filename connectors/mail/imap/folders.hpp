// The folders of an account, and which of them are read.
#pragma once
#include <string>
#include <vector>

#include "connectors/mail/imap/session.hpp"

namespace musubi::mail {

struct Folder {
  std::string wire;  // its name as the server writes it
  std::string name;  // as people see it, with '/' between the levels
  std::string role;  // "inbox", "sent", "drafts", "trash", "junk", "archive", "all" …; "" none
};

/// All folders that hold mails, by name. Roles are those that the server tells (RFC 6154), else what common names say.
std::vector<Folder> folders_of(Session& session);

/// Those that `wanted` names: names (INBOX in any case), patterns with * and ?, roles (\Sent). Without any: all but drafts, trash and junk;
/// where one holds all mails, that one alone. Sent ones last. Throws Failure MU_CONFIG where a name or role is not there.
std::vector<Folder> chosen_folders(const std::vector<Folder>& all, const std::vector<std::string>& wanted, const std::string& endpoint);

}  // namespace musubi::mail
