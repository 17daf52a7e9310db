// One read of one stream from an IMAP account.
#pragma once
#include <string_view>

#include "connectors/mail/imap/sorted.hpp"
#include "connectors/mail/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// Whether the account lets us in and has the folders that are asked for. Throws Failure.
void check_account(const Host& host, const Settings& settings);

/// Reads the stream from `state` to its end: folder by folder, by UID, with a checkpoint after each page that held something, and where
/// a connection breaks.
void run_account(const Host& host, const Settings& settings, std::string_view stream, std::string_view state, Sorted& sorted);

}  // namespace musubi::mail
