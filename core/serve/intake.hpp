// One request as it comes off a connection: nobody reads beyond its end, so that what stands there is never taken for a part of it.
#pragma once
#include "core/serve/framing.hpp"
#include "core/serve/line.hpp"

namespace musubi {

/// One thread at a time; `line` must outlive it.
class Intake {
 public:
  /// `head`: the size of the head that `line` is about to give, which is framed as `framing` says.
  Intake(Line& line, const Framing& framing, size_t head) : line_(line), chunked_(framing.chunked), left_(head + framing.length) {}
  /// As read(2): head, then body; 0 at the body's end; -1 also where its chunks are malformed or patience is over.
  long read(char* into, size_t size);
  /// True once all of it has been read, so that the next bytes of the line begin a request.
  bool over() const { return left_ == 0 && (!chunked_ || chunks_.over()); }

 private:
  Line& line_;
  const bool chunked_;
  uint64_t left_;  // of head and body; of the head alone where chunked
  ChunkWatch chunks_;
};

}  // namespace musubi
