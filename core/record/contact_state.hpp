// What is known of a contact point (design.md §4): keyed on its kind and normalized value, whoever owns it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

/// unverified: nobody has said anything. verified: it reached its owner, or the owner wrote from it. bounced: mail is refused for
/// good. returned: post came back. opted_out: its owner wants nothing more.
/// soft_bounced: one mail was refused for now (a full mailbox); it counts only together with others, which make the address bounced.
enum class ContactState : uint8_t { unverified, verified, bounced, returned, opted_out, soft_bounced };

std::string_view word(ContactState state);
std::string_view word_ja(ContactState state);  // 未確認, 確認済み, 不達, 返送, 配信停止, 一時不達
std::optional<ContactState> contact_state_of(std::string_view word);

/// The word that counts for one contact point.
struct ContactWord {
  std::string contact, value;  // "email", as master.contact_point.value
  ContactState state = ContactState::unverified;
  std::string at, source, reason;  // "" where nobody said; `at` as PostgreSQL prints it
};

}  // namespace musubi
