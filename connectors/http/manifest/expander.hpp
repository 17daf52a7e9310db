// A record_expander: the elements of a list inside of a record as records of their own.
#pragma once
#include <memory>
#include <vector>

#include "connectors/http/template/interpolation.hpp"

namespace musubi::http {

struct Stream;

struct Expander {
  struct Copied {
    std::vector<Interpolated> from, to;
  };
  std::vector<Interpolated> path;    // of the list; its steps may be patterns
  bool keeps_parent = false;         // whole, as original_record
  bool merges_parent = false;        // below the element's own members, without the list
  bool gives_parent = false;         // where there are no elements
  std::vector<Copied> copied;        // of the parent
  std::vector<Interpolated> cut_at;  // what says that the list is not whole; empty: nothing does
  std::shared_ptr<const Stream> whole_list;  // how a whole one is asked for; null: it is not
};

}  // namespace musubi::http
