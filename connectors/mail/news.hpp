// What a mail says of its sender beyond the signature: that they left or moved, have another address, name or place, or want no more newsletters.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "connectors/mail/people.hpp"

namespace musubi::mail {

/// kind: ended (退職), moved (異動, 転勤), leave (産休, 育休), handed_over (担当変更, 後任). text: the sender's words, at most 2,000 bytes.
struct EmploymentNews {
  std::string kind, text;
};
/// nullopt for a plain absence (休暇, 出張), and where a person, no machine, tells of somebody else (前任の…が退職, 田中は退職) or answers such
/// news (ご退職, 担当変更のご連絡ありがとう). A name in the text is the sender's where `sender` bears it.
std::optional<EmploymentNews> employment_news(const std::string& subject, std::string_view own_text, const Person& sender, bool automatic);

/// by: which of the two the mail came from, "old" or "new". One that came from neither is nobody's word. names_sender: the text itself calls
/// the address that the mail came from the old one; else it may speak of somebody else's (お問い合わせ窓口, 後任). A machine's word
/// (`automatic`) is none where it speaks of an absence or a successor.
struct AddressChange {
  std::string old_address, new_address, by, text;
  bool names_sender = false;
};
std::optional<AddressChange> address_change(const std::string& subject, std::string_view own_text, const Person& sender, bool automatic = false);

/// kind: renamed (社名変更), relocated (移転, 転居), closed (廃業, 閉店), merged (合併), phone_changed: what the sender's company or house has changed. text: the sender's words.
struct ChangeNotice {
  std::string kind, text;
};
/// nullopt for a change that is asked for, planned or somebody else's (移転を予定しており, 御社の移転, 社名を変更したい).
std::optional<ChangeNotice> change_notice(const std::string& subject, std::string_view own_text);

/// The sentence in which the sender asks to get no more newsletters (配信停止, 解除, 退会, unsubscribe, STOP); "" where there is none. A
/// denial (停止しないで) and the newsletter's own directions (配信停止はこちら) are none, nor is a wish about an old address (below)
/// alone.
std::string opt_out(const std::string& subject, std::string_view own_text);

/// The sentence in which the sender asks to get no more mails at an address that they call the old one (旧アドレスへの配信を停止してください), and that
/// address, which may be the sender's; address "" where the mail does not call one so. nullopt where only its registration is to be changed
/// and of a wish that was told before.
struct OtherOptOut {
  std::string address, text;
};
std::optional<OtherOptOut> opt_out_elsewhere(const std::string& subject, std::string_view own_text);

}  // namespace musubi::mail
