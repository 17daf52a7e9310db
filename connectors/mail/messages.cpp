#include "connectors/mail/messages.hpp"

namespace musubi::mail {

const mu_message messages[] = {
    {"bad_value", "設定 {setting} の値が正しくありません。`musubi connector describe mail` で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See `musubi connector describe mail` for what it can be."},
    {"unknown_setting", "設定 {setting} はありません。{nearest} ではありませんか。", "There is no setting {setting}. Is it {nearest}?"},
    {"missing_setting", "設定 {setting} がありません。書き足してください。", "The setting {setting} is missing. Please add it."},
    {"no_stream", "データ種類 {stream} はありません。{nearest} ではありませんか。", "There is no stream {stream}. Is it {nearest}?"},
    {"no_file", "{path} がありません。path を直すか、Maildir、mbox、.eml を置いてください。",
     "There is nothing at {path}. Correct path, or put a Maildir, an mbox file or .eml files there."},
    {"cannot_open", "{file} を開けません({reason})。読む権限を確かめてください。", "{file} cannot be opened ({reason}). Check that it may be read."},
    {"no_headers", "{file} にメールのヘッダー(From、Date など)がありません。メールのファイルかどうか確かめてください。",
     "{file} has no header of a mail (From, Date …). Check whether it is a mail."},
    {"too_big", "{file} のメールは大きすぎます({size} バイト以上、上限は max_size)。読むなら max_size を増やしてください。",
     "The mail in {file} is too big ({size} bytes or more; max_size is the limit). To read it, raise max_size."},
    {"form_changed", "{file} はフォーム {form} の通知のようですが、項目が見つかりません。フォームが変わったら `musubi mail suggest` で設定を作り直してください。",
     "{file} looks like a notification of the form {form}, but none of its labels is there. If the form changed, make its settings anew with `musubi mail suggest`."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::mail
