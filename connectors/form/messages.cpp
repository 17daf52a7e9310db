#include "connectors/form/messages.hpp"

namespace musubi::form {

const mu_message messages[] = {
    // settings
    {"bad_value", "設定 {setting} の値が正しくありません。musubi connector describe form で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See musubi connector describe form for what it can be."},
    {"unknown_setting", "設定 {setting} はありません。{nearest} ではありませんか。", "There is no setting {setting}. Is it {nearest}?"},
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
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::form
