// Names of fields in other spellings.
#pragma once
#include <string>

namespace musubi::http {

std::string lower_key(const std::string& name);
/// "OrderID" and "order-id" become order_id.
std::string snake_key(const std::string& name);

}  // namespace musubi::http
