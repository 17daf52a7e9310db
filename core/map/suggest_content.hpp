// What stands in a column, whatever its heading says.
#pragma once
#include <cstddef>

#include "core/map/suggest.hpp"

namespace musubi::map {

/// Shares of the samples (0 … 1) that read as each kind of value; one value may read as several.
struct Content {
  size_t seen = 0;
  double phone = 0, mobile = 0, email = 0, postal = 0, date = 0, birth = 0, kana = 0, name = 0, company = 0, address = 0,
         street = 0, prefecture = 0, building = 0, sex = 0, url = 0, corporate_number = 0, number = 0, short_digits = 0,
         honorific = 0, dialable = 0, code = 0;
};
Content content_of(const SeenColumn& column);

/// What the content alone says: the one kind that nearly all samples are. Role::unknown where it says nothing sure.
Role role_of(const Content& content);

/// How well a column's content bears its role out, 0 … 1; -1 where content cannot tell.
double fits(Role role, const Content& content);

}  // namespace musubi::map
