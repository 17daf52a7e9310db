// How programs of PostgreSQL's are let in without the password standing in their arguments, which everybody on the machine can list.
#pragma once
#include <string>

namespace musubi::store {

/// A database's address in libpq's form keyword='value' …, without the password; that goes into the program's environment, as
/// PGPASSWORD. "" where there is none.
struct Login {
  std::string address, password;
};

/// Of a libpq URL or of its other form. What cannot be read is left as it is.
Login login_of(const std::string& url);

}  // namespace musubi::store
