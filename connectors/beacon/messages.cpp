#include "connectors/beacon/messages.hpp"

namespace musubi::beacon {

const mu_message messages[] = {
    // settings
    {"bad_value", "設定 {setting} の値が正しくありません。musubi connector describe beacon で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See musubi connector describe beacon for what it can be."},
    {"missing_setting", "設定 {setting} がありません。書き足してください。", "The setting {setting} is missing. Please add it."},
    // who sends
    {"no_origin", "送り元のサイト（Origin）が分かりません。ブラウザーのページからだけ受け取ります。",
     "The web site that sends (Origin) is not named. Only pages in a browser may send."},
    {"other_origin", "このサイトからは受け取りません。自社のサイトなら、接続の設定 origins に書き足してください。",
     "This web site may not send. If it is the company's own, add it to origins in the settings of the connection."},
    {"robot", "ロボットの行動は記録しません。", "What robots do is not recorded."},
    {"no_consent", "訪問者の同意がない行動は受け取りません。", "Nothing is taken without the visitor's consent."},
    {"withdrawn", "この訪問者は同意を取り消しています。", "This visitor has withdrawn the consent."},
    // logins
    {"unsigned_login", "ログインの会員番号に署名がありません。サイトのサーバーで署名した member、time、signature を渡してください。",
     "The member number of the login is not signed. Hand over member, time and signature as the shop's server has signed them."},
    {"no_secrets", "この接続はログインを受け取りません。使うときは、接続の設定 auth.secrets を書いてください。",
     "This connection takes no logins. To use them, write auth.secrets in the settings of the connection."},
    {"wrong_signature", "ログインの署名が合いません。サイトのサーバーの秘密の値と、接続の auth.secrets を確かめてください。",
     "The signature of the login is wrong. Compare the secret of the shop's server with auth.secrets of the connection."},
    {"other_time", "ログインの署名の日時が、いまから {tolerance} 秒より離れています。両方の時計と、ページを長く取り置いていないかを確かめてください。",
     "The signed time of the login is more than {tolerance} seconds from now. Check both clocks, and whether pages are cached for long."},
    // what is sent
    {"wrong_method", "ここには POST で送ってください（スクリプトは GET で script.js）。", "Send by POST here (the script: GET script.js)."},
    {"no_page", "このアドレスには何もありません。スクリプトは script.js です。", "There is nothing at this address. The script is script.js."},
    {"too_large", "大きすぎます（{limit} バイトまで）。", "This is too large (at most {limit} bytes)."},
    {"bad_json", "JSON として読めません。", "This cannot be read as JSON."},
    {"unknown_member", "知らない項目があります。", "There is a member that is not known here."},
    {"bad_member", "項目 {member} がないか、形が正しくありません。", "The member {member} is missing or has not the right form."},
    // in the log
    {"refused", "{count} 件を断りました（理由: {reason}）。続くときは、接続の設定とサイトのページを確かめてください。",
     "{count} beacons were refused ({reason}). If it goes on, check the settings of the connection and the pages of the web site."},
    {"robots", "ロボットからの {count} 件は受け取っていません。", "{count} beacons of robots were left out."},
    {"shortened", "長すぎる値を切ったか、一覧や表を除いて受け取ったものが {count} 件あります（例: {reason}）。ページが渡す値を確かめてください。",
     "{count} beacons were taken without what was too long, a list or a table ({reason}, for one). Check what the pages hand over."},
    {nullptr, nullptr, nullptr}};

}  // namespace musubi::beacon
