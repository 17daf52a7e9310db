// Mailboxes that many read: the desk's name before the @ says so.
#pragma once
#include <string_view>

namespace musubi::text {

/// info, support, sales, eigyo …, and the desks that companies have several of with what tells them apart (info1, info-tokyo, sales_osaka).
/// `local` stands before the @, in lower case and without a +tag. Written for Musubi.
bool is_role_mailbox(std::string_view local);

}  // namespace musubi::text
