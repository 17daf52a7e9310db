#include "connectors/webhook/messages.hpp"

namespace musubi::webhook {

const mu_message messages[] = {
    // settings
    {"bad_value",
     "設定 {setting} の値が正しくありません。musubi connector describe webhook で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See musubi connector describe webhook for what it can "
     "be."},
    {"missing_setting", "設定 {setting} がありません。書き足してください。",
     "The setting {setting} is missing. Please add it."},
    // who sends
    {"no_signature",
     "署名のヘッダー {header} がないか、形が違います。送り元の Webhook の設定を確かめてください。",
     "The header {header} with the signature is missing or has another form. Check the sender's webhook "
     "settings."},
    {"wrong_signature", "署名が合いません。送り元の秘密の値と、接続の auth.secrets を確かめてください。",
     "The signature is wrong. Compare the sender's secret with auth.secrets of the connection."},
    {"no_token", "合い言葉のヘッダー {header} がありません。送り元の Webhook の設定を確かめてください。",
     "The header {header} with the token is missing. Check the sender's webhook settings."},
    {"wrong_token", "合い言葉が合いません。送り元の設定と、接続の auth.secrets を確かめてください。",
     "The token is wrong. Compare the sender's settings with auth.secrets of the connection."},
    {"no_timestamp", "署名の日時がないか、読めません。送り元の Webhook の設定を確かめてください。",
     "The time stamp of the signature is missing or cannot be read. Check the sender's webhook settings."},
    {"other_time",
     "署名の日時が、いまから {tolerance} "
     "秒より離れています。古いものは受け取りません。両方の時計を確かめてください。",
     "The time stamp of the signature is more than {tolerance} seconds from now. What is old is not taken; "
     "check both clocks."},
    {"refused",
     "署名の合わない送信を {count} 件断りました（{header}）。心当たりがあれば、auth.secrets "
     "と時計を確かめてください。",
     "{count} posts were refused, as their signature ({header}) did not fit. If they were yours, check "
     "auth.secrets and the clocks."},
    {"repeated",
     "届いたことのある知らせ（再送）が {count} 件あり、何も変えていません。新しい知らせなのに再送とされるときは、event（知らせの番号の場所）と order_by（記録の日時の場所）を確かめてください。",
     "{count} events had been delivered before and changed nothing. If they were new ones, check event (where the event's id stands) and order_by (where the record's time stands)."},
    // what is sent
    {"bad_type", "JSON か application/x-www-form-urlencoded で送ってください。",
     "Send JSON or application/x-www-form-urlencoded."},
    {"too_large",
     "送られたものが大きすぎます（{limit} バイトまで）。接続の body_limit "
     "を大きくするか、小さく分けて送ってください。",
     "What was sent is too large ({limit} bytes at most). Raise body_limit of the connection, or send less "
     "at once."},
    {"bad_json", "署名は合っていますが、JSON として読めません。送り元の形式を JSON にしてください。",
     "The signature is right, but this is no JSON. Have the sender use JSON."},
    {"bad_charset", "署名は合っていますが、文字コードが UTF-8 でも、Content-Type の charset の名のものでもありません。読めないバイトも %XX として（% は %25 として）残してあります。送り元の文字コードを UTF-8 にするか、charset を正しく名乗らせてください。",
     "The signature is right, but the bytes are neither UTF-8 nor what charset of the content type says. Those that are no character are kept as %XX (% as %25). Have the sender use UTF-8, or name its charset."},
    {"bad_form", "署名は合っていますが、UTF-8（または Content-Type の charset の文字コード）のフォームとして読めません。送り元の形式を確かめてください。",
     "The signature is right, but this is no form in UTF-8 or in the charset of its content type. Check what the sender is set to send."},
    {"no_list", "署名は合っていますが、設定 records の場所に一覧がありません。records を確かめてください。",
     "The signature is right, but there is no list where the setting records says. Check records."},
    {"no_object", "出来事は JSON のオブジェクト {…} で送ってください。",
     "An event must be a JSON object {…}."},
    {"reserved_name",
     "「_row」「_file」「_file_date」「_deleted」という項目は使えません。送り元で別の名前にしてください。",
     "The names “_row”, “_file”, “_file_date” and “_deleted” cannot be used. Have the sender use "
     "others."},
    {"unread_time",
     "データ種類 {stream} の「{field}」（設定 order_by）を日時として読めないので、あとに届いたほうを残しました（{count} 件）。"
     "送り元の書き方か order_by を確かめてください。",
     "“{field}” of the stream {stream} (setting order_by) cannot be read as a time, so what came last counts ({count} events). "
     "Check how the sender writes it, or order_by."},
    {"no_stream",
     "どのデータ種類（streams の when）にも当てはまりません。streams に足すか、要らなければ others: ignore "
     "と書いてください。",
     "This fits no stream (when, under streams). Add one, or write others: ignore if it is not wanted."},
    {"no_key",
     "設定 key の場所に値がないか長すぎるので、どの記録のことか分かりません。key の書き方と、送り元の送る項目を確かめてください。",
     "Nothing stands where the setting key says, or it is too long, so that it cannot be told which record this is about. Check key and what the sender sends."},
    {"key_or_event",
     "streams に自分の key があり、その外の key({key})は、key のないデータ種類にだけ使われます。出来事の番号(同じ知らせが二度届いても一度だけ受け取るため)のつもりなら、event: [{key}] と書き直してください。記録の名前のつもりなら、使うデータ種類の中に移せば、この知らせは出ません。",
     "Streams have a key of their own, and the one outside of them ({key}) counts for those without alone. Where it is meant for the event's id (so that what is delivered twice is taken once), write event: [{key}]. Where it is a record's, move it into the streams that use it, and this is not said again."},
    // challenges
    {"no_challenge", "確認の問い合わせ（GET）に答える設定がありません。challenge を書き足してください。",
     "There are no settings to answer a GET that makes sure of the address. Add challenge."},
    {"wrong_challenge", "確認の問い合わせの合い言葉が合いません。auth.token を確かめてください。",
     "The token of the challenge is wrong. Check auth.token."},
    {"wrong_method", "POST を使ってください。", "Use POST."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::webhook
