// Names of fields in other spellings.
#pragma once
#include <functional>
#include <string>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

using Rename = std::function<std::string(const std::string&)>;

std::string lower_key(const std::string& name);
/// "OrderID" and "order-id" become order_id. Letters beyond ASCII stay; a sign at either end becomes "_".
std::string snake_key(const std::string& name);

/// An object with its members renamed; `deep`: those of objects and lists in it too. Members whose names would fall together
/// keep their own.
Json with_new_names(const Json& in, const Rename& rename, bool deep);

}  // namespace musubi::http
