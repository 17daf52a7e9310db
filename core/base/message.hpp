// Sentences for people, in Japanese and English, from one table.
//
// A message is an id and named arguments; its two sentences stand in core/base/messages/<room>.inc, one line each:
//   {"store.down", Who::admin, "…{where}…", "…{where}…"},
// A sentence says what happened, where, and what to do next. Values of customers never become arguments (design.md §9);
// connection, stream, row, field and file do.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {

/// The two languages of every sentence.
enum class Lang { ja, en };

/// Who must act on a message. `user`: whoever typed the command; `admin`: who configures connections; `steward`: who decides
/// on people; `source`: who keeps the other system; `maker`: a fault of Musubi or a plug-in, to be reported.
enum class Who { user, admin, steward, source, maker };

/// An id of the table with its arguments. Copying is cheap; two messages are equal when id and arguments are.
struct Message {
  std::string id;
  std::vector<std::pair<std::string, std::string>> args;
  friend bool operator==(const Message&, const Message&) = default;
};

/// The sentence of `m` in `lang`, arguments filled in. An id that is not in the table renders as the id and its arguments,
/// so that nothing is lost; a test keeps that from happening. Thread-safe, pure.
std::string render(const Message& m, Lang lang);

/// Who must act on message `id`; Who::maker where the id is unknown.
Who who_acts(std::string_view id);

/// The line that names who must act, e.g. "→ 接続の設定をする方へ" / "→ for the administrator".
std::string actor_line(Who who, Lang lang);

/// True if the table has `id`.
bool has_message(std::string_view id);

/// All ids, sorted; for tests and generated documents.
std::vector<std::string_view> message_ids();

}  // namespace musubi
