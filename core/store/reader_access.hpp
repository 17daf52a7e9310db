// Who may reach the embedded cluster: Musubi itself through the private socket, readers by TCP where settings say so.
#pragma once
#include <string>

#include "core/settings/settings.hpp"
#include "core/store/cluster_place.hpp"

namespace musubi::store {

/// The role that all readers belong to. It may read the schemas api and api_ja and nothing else.
constexpr const char* reader_group = "musubi_reader";

/// Lines of postgresql.conf: socket directory, and address, port and certificate for readers.
std::string network_settings(const ReaderSettings& readers, const ClusterPlace& place);

/// pg_hba.conf, whole: readers alone come by TCP, with a password (scram), encrypted where a certificate is set.
std::string access_rules(const ReaderSettings& readers);

/// Puts certificate and key where the server may read them (0600). Throws Error "store.no_certificate".
void copy_certificate(const ReaderSettings& readers, const ClusterPlace& place);

}  // namespace musubi::store
