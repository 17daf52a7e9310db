#include "core/serve/intake.hpp"

#include <algorithm>

namespace musubi {

long Intake::read(char* into, size_t size) {
  if (over()) return 0;
  bool chunk = left_ == 0;
  long n = line_.read(into, chunk ? size : size_t(std::min<uint64_t>(size, left_)));
  if (n <= 0) return n;
  if (chunk) return chunks_.take({into, size_t(n)}) ? n : -1;
  left_ -= uint64_t(n);
  return n;
}

}  // namespace musubi
