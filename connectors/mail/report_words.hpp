// By what a report is known that follows no standard. All in lower case.
#pragma once
#include <string_view>

namespace musubi::mail {

// Of the sender's name and local part.
inline constexpr std::string_view senders[] = {"mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mail delivery", "maildelivery", "mail.daemon"};
inline constexpr std::string_view subjects[] = {
    "undeliver", "delivery failure", "delivery failed", "failure notice", "failed mail", "delivery status notification", "returned mail", "mail delivery failed",
    "mail system error", "delivery error", "non-delivery", "nondeliver", "could not be delivered", "cannot be delivered", "not delivered", "undelivered",
    "delivery notification", "mail failure", "returning message to sender", "message not delivered", "user unknown", "unable to deliver", "mail error", "mail could not",
    "delivery has failed", "rejected mail", "bounced", "delivery problem", "returned to sender", "配信不能", "配信エラー", "メールエラー", "送信できません", "送信エラー", "配達不能", "届きません", "届けられません", "届けできません", "送信に失敗", "配信に失敗",
    "配送に失敗", "配信できません", "配送できません", "配達できません", "配信されません", "不達", "宛先不明", "アドレス不明", "配信ステータス", "配信済み", "中継済み"};
inline constexpr std::string_view warnings[] = {"delivery delayed", "delayed mail", "warning message only", "will be retried", "still being retried", "not yet been delivered",
                                         "has been delayed", "delivery attempts will continue", "no action is required", "do not need to resend", "（遅延）", "(遅延)", "再試行します", "再試行されます", "再送を試み", "まだ配信され", "配信が遅れ",
                                         "配送が遅れ", "配信が遅延", "配信未完了"};
inline constexpr std::string_view successes[] = {"successfully delivered", "was delivered to", "successfully relayed", "delivery report: success", "配信されました", "配信が完了しました", "正常に配信", "に配達されました"};
// Behind these stands the mail that came back.
inline constexpr std::string_view copies[] = {
    "--- below this line is a copy", "--- below the next line is a copy", "this is a copy of the message", "this is a copy of your message", "----- original message", "original message follows",
    "----- unsent message", "----- returned message", "--- enclosed is a copy", "------ the original message", "--- original message", "-----original message",
    "--- message header follows", "received: from", "return-path:", "your original message", "original message headers", "the message headers", "message text follows", "undelivered message follows",
    "--- returned mail follows", "copy of the original message", "元のメッセージ", "-- the header and top"};

// Before an address that is to be tried instead.
inline constexpr std::string_view successors[] = {"please try", "moved to", "changed to", "new address", "forward to", "use instead", "新しいアドレス", "新アドレス"};
// A mail whose subject tells nothing tells it in its text, where a machine wrote it.
inline constexpr std::string_view failures[] = {"送信できません", "送信に失敗", "配信できません", "配信に失敗", "配送できません", "配送に失敗", "配達できません", "届けることができません", "届けできません", "届けられません", "届きませんでした",
                                                "could not be delivered", "cannot be delivered", "unable to deliver", "was not delivered", "delivery failed", "user unknown", "returned to you"};

}  // namespace musubi::mail
