// Brings a database's schema forward to what this program knows. Migrations are SQL files, built into the
// program (cmake/Migrations.cmake), run in order, each in one transaction, never back.
#pragma once
#include "core/store/connection.hpp"

namespace musubi::store {

/// Safe with several programs at once: the others wait. Throws Error "store.newer_schema" where a newer
/// program has been here.
void migrate(Connection& connection);

/// The number of the last migration this program has.
int newest_migration();

}  // namespace musubi::store
