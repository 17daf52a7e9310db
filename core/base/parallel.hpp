// Work on a range in several threads that end before the call does.
#pragma once
#include <cstddef>
#include <functional>

namespace musubi {

/// Calls `part(from, to)` for pieces of at most `piece` that together are [0, size), each once, from up to `threads`
/// threads, the caller's among them; which thread takes which piece is open. With one thread or one piece all happens
/// in the caller's, in order. The first exception of a part is thrown again once all threads have ended.
void in_pieces(size_t size, size_t piece, unsigned threads, const std::function<void(size_t from, size_t to)>& part);

}  // namespace musubi
