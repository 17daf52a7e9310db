#include "core/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace musubi {

void in_pieces(size_t size, size_t piece, unsigned threads,
               const std::function<void(size_t from, size_t to)>& part) {
  piece = std::max<size_t>(piece, 1);
  size_t pieces = (size + piece - 1) / piece;
  std::atomic<size_t> next = 0;
  std::exception_ptr broken;
  std::mutex guard;
  auto work = [&] {
    try {
      for (size_t i = next++; i < pieces; i = next++) part(i * piece, std::min(size, (i + 1) * piece));
    } catch (...) {
      std::lock_guard lock(guard);
      if (!broken) broken = std::current_exception();
      next = pieces;
    }
  };
  {
    std::vector<std::jthread> others;
    for (size_t i = 1; i < std::min<size_t>(threads, pieces); ++i) others.emplace_back(work);
    work();
  }
  if (broken) std::rethrow_exception(broken);
}

}  // namespace musubi
