// What a mail that tells news (employment.cpp, address_change.cpp, change_notice.cpp) asks for besides.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// The first sentence that asks for something that a customer asks for (見積り, 資料, 相談, a question); "" where there is none. What every such
/// mail says is none: 今後ともよろしくお願いいたします, お問い合わせは後任まで, ご登録の変更をお願いします, thanks; nor is a wish to get no more newsletters (opt_out). `text`: the sender's own, without the
/// signature. Pure.
std::string wish_beside_news(const std::string& subject, std::string_view text);

}  // namespace musubi::mail
