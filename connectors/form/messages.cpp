#include "connectors/form/messages.hpp"

namespace musubi::form {

const mu_message messages[] = {
    // settings
    {"bad_value", "設定 {setting} の値が正しくありません。musubi connector describe form で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See musubi connector describe form for what it can be."},
    {"unknown_setting", "設定 {setting} はありません。[[{nearest} ではありませんか。]]", "There is no setting {setting}.[[ Is it {nearest}?]]"},
    {"missing_setting", "設定 {setting} がありません。書き足してください。", "The setting {setting} is missing. Please add it."},
    {"reserved_field", "設定 {setting}: 「_」で始まる項目名は使えません。別の名前にしてください。",
     "The setting {setting}: names that begin with “_” are kept for Musubi. Choose another."},
    // posts
    {"bad_type", "フォーム（application/x-www-form-urlencoded、multipart/form-data）か JSON で送ってください。",
     "Send a form (application/x-www-form-urlencoded, multipart/form-data) or JSON."},
    {"bad_json", "JSON として読めません。書き方を確かめてください。", "This is no JSON. Check how it is written."},
    {"no_object", "JSON はオブジェクト {…} 1つで送ってください。", "Send one JSON object {…}."},
    {"no_boundary", "multipart/form-data に boundary がありません。送り方を確かめてください。",
     "multipart/form-data lacks its boundary. Check how it is sent."},
    {"cut_off", "フォームが途中で切れています。もう一度送ってください。", "The form is cut off. Send it again."},
    {"too_many_fields", "フォームの項目が多すぎます（500 まで）。", "The form has too many fields (500 at most)."},
    {"reserved_name", "項目名「{field}」は使えません。別の名前にしてください。", "The field name “{field}” cannot be used. Choose another."},
    {"empty_post", "何も入力されていません。", "Nothing was filled in."},
    {"missing_fields", "必須の項目が空です: {fields}", "These must be filled in: {fields}"},
    {"undecodable", "文字コードがわからず読めません。届いたバイトはそのまま（%XX で）残してあります。送り元の文字コードを UTF-8 にしてください。",
     "Its bytes are no text in any known encoding. They are kept as they came (as %XX). Have the sender use UTF-8."},
    {"no_page", "このフォームには項目の設定（fields）がないため、ページはありません。", "There is no page, for the form's settings name no fields."},
    {"wrong_method", "GET か POST を使ってください。", "Use GET or POST."},
    // relay
    {"open_relay", "設定 {setting} は https:// で始め、「@」「\\」と空白を入れないでください。お客様の情報を暗号なしで運ぶことはできません。",
     "The setting {setting} must begin with https://, and hold no “@”, “\\” or blank: customers' data does not travel in the open."},
    {"bad_private_key", "auth.private_key は RSA の秘密鍵（PEM、パスフレーズなし）ではありません。musubi connection relay が書いたファイルを指定してください。",
     "auth.private_key is not a private key of RSA (PEM, without a passphrase). Name the file that musubi connection relay wrote."},
    {"relay_refused", "{endpoint} が合い言葉を受け付けません（{status}）。auth.token と、置いたページの $word が同じか確かめてください。",
     "{endpoint} refuses the word ({status}). Check that auth.token and $word in the page are the same."},
    {"relay_clock", "{endpoint} の時計がハブと {seconds} 秒ずれています。両方の時計を合わせてください。",
     "The clock of {endpoint} is {seconds} seconds ahead of the hub's. Set both right."},
    {"no_relay", "{endpoint} に預かりページがありません（{status}）。relay.php を置いた場所と endpoint を確かめてください。",
     "There is no relay page at {endpoint} ({status}). Check where relay.php lies, and endpoint."},
    {"relay_down", "{endpoint} が今は答えられません（{status}）。あとで読み直します。続くなら、ページをブラウザーで開いて確かめてください。",
     "{endpoint} cannot answer now ({status}); it is asked again later. If that goes on, open the page in a browser and see."},
    {"relay_unreachable", "{endpoint} に届きません（{reason}）。", "{endpoint} cannot be reached ({reason})."},
    {"relay_certificate", "{endpoint} の証明書が確かめられません: {reason}。自社の認証局なら tls.ca_file に書いてください。",
     "The certificate of {endpoint} cannot be trusted: {reason}. Name an authority of your own in tls.ca_file."},
    {"relay_cut_off", "預かりページの答えが途中で切れています。あとで読み直します。", "The relay's answer is cut off; it is asked again later."},
    {"other_key", "別の鍵で封をされた投稿が {count} 件、預かりページに残っています。auth.private_key と、置いたページの $public_key が一組か確かめてください。失われてはいません。",
     "{count} posts at the relay are sealed with another key. Check that auth.private_key and $public_key in the page are a pair. They are still there."},
    {"damaged_post", "預かりページの投稿が壊れているか、書き換えられています。ほかの投稿は取り込みました。続くなら、サーバーを貸している会社に相談してください。",
     "A post at the relay is damaged or was tampered with. The others were read. If it goes on, ask who rents out the server."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::form
