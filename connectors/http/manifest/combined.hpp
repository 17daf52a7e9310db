// A CombinedExtractor: records from several places of one answer.
#pragma once
#include <memory>
#include <vector>

#include "connectors/http/template/interpolation.hpp"

namespace musubi::http {

struct Combined;
struct Expander;

/// Where records stand: at a path, or where several say.
struct Extraction {
  std::vector<Interpolated> path;
  std::shared_ptr<const Expander> expander;  // null: records stay whole
  std::shared_ptr<const Combined> combined;  // null: at the path
};

struct Combined {
  std::vector<Extraction> all;
  bool first_match = false;   // else those of all
  bool leaves_empty = false;  // records that say nothing: null, {}, [], "" …
};

}  // namespace musubi::http
