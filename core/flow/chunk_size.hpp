// How many records the next publishing transaction takes: as many as last about the time aimed at.
//
// Every chunk has costs of its own: queries, a commit, neighbours that come once more with the next chunk. Publishing 90,000 records took
// (processor time of program and server; load --rows 60000) 19.1 s in chunks of 200, 18.8 s of 500, 16.7 s of 1,000, 16.9 s of 2,000
// and 16.7 s of 5,000. A second is about 5,000 records of a quiet machine, a fifth of it 1,000: both cost next to nothing, so bulk
// keeps to the fifth only where posts wait behind it, and else takes the second, after which stopping still answers at once.
// A thousand new records, an hour of a large shop, are one chunk.
//
// Where a chunk costs about the same whatever its size (all of it joins one customer of very many records, who is clustered anew each time),
// smaller ones cost more in all and are done no sooner: then it grows again, up to chunks of five times the time aimed at. Not while posts wait,
// where a chunk that was slow by chance would have them wait for larger ones.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace musubi {

class ChunkSize {
 public:
  using Seconds = std::chrono::duration<double>;
  static constexpr Seconds beside_posts{0.2}, alone{1};
  static constexpr size_t first = 1'000, least = 50, most = 20'000;

  /// `fixed`: this many each time; 0 = by time.
  explicit ChunkSize(size_t fixed = 0) : size_(fixed ? fixed : first), by_time_(!fixed) {}

  size_t next() const { return size_; }
  /// A chunk of `records` lasted `time`. One that was not full says nothing of a full one.
  void took(size_t records, Seconds time, Seconds aim) {
    if (!by_time_ || records < size_) return;
    double factor = std::clamp(aim / std::max(time, Seconds(1e-6)), 0.5, 2.0);
    if (size_t larger = std::exchange(cut_from_, 0); larger && aim >= alone && factor < 1 && time > worth_cutting_) {
      size_ = std::min(time < 5 * aim ? 2 * larger : larger, most);
      return;
    }
    if (factor < 1) {
      cut_from_ = size_;
      worth_cutting_ = time * (1 + factor) / 2;
    }
    size_ = std::clamp(size_t(double(size_) * factor), least, most);
  }

 private:
  size_t size_;
  size_t cut_from_ = 0;      // of the chunk before, if it was larger and too slow
  Seconds worth_cutting_{};  // beyond this, less than half of what cutting should save was saved
  bool by_time_;
};

}  // namespace musubi
