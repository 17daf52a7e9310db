#include "connectors/http/messages.hpp"

namespace musubi::http {

const mu_message messages[] = {
    // settings and manifest
    {"bad_value",
     "設定 {setting} の値が正しくありません。`musubi connector describe http` で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See `musubi connector describe http` for what it can "
     "be."},
    {"unknown_setting", "設定 {setting} はありません。[[近い名前: {nearest}。]]綴りを直してください。",
     "There is no setting {setting}.[[ Nearest: {nearest}.]] Correct its spelling."},
    {"missing_setting", "設定 {setting} がありません。書き足してください。",
     "The setting {setting} is missing. Please add it."},
    {"bad_setting",
     "設定 {setting} の値が、マニフェストの求めるもの({wanted})ではありません。settings か secrets のその値を直してください。",
     "The value of the setting {setting} is not what the manifest asks for ({wanted}). Correct it in settings or "
     "secrets."},
    {"missing_value",
     "マニフェストが求める設定 {setting} がありません。settings か、秘密なら secrets に書き足してください。",
     "The manifest asks for the setting {setting}. Add it under settings, or under secrets where it is "
     "secret."},
    {"config_rules_failed",
     "マニフェストの spec.config_normalization_rules を設定にあてはめられません(式 {expression})。設定の値とマニフェストを確かめてください。",
     "spec.config_normalization_rules of the manifest cannot be applied to the settings (expression {expression}). Check their values and the manifest."},
    {"no_manifest", "マニフェスト {file} を読めません。場所と読む権限を確かめてください。",
     "The manifest {file} cannot be read. Check where it is, and that it may be read."},
    {"manifest_unread", "マニフェスト {file} を読めません: {why_ja}。直すまで、どのデータ種類も使えません。",
     "The manifest {file} cannot be read: {why}. None of its streams can be used before it is corrected."},
    {"manifest_lacks",
     "マニフェスト {file} は、このままでは動きません({count} 件): {lacks_ja}。そこを直すか、設定 streams "
     "で使うデータ種類だけを選んでください。",
     "The manifest {file} cannot run as it is ({count}): {lacks}. Correct these places, or choose the "
     "streams you need with the "
     "setting streams."},
    {"no_stream",
     "データ種類 {stream} はマニフェストにありません。[[近い名前: {nearest}。]]綴りを直してください。",
     "The manifest has no stream {stream}.[[ Nearest: {nearest}.]] Correct its spelling."},
    {"stream_twice",
     "接続先の答えから、{template} の型で作るデータ種類に {stream} という名前が二つできました。マニフェストの components_mapping で、name が一つずつ違うようにしてください。",
     "What the source lists makes two streams of the name {stream}, one of them by the template {template}. Let components_mapping of the manifest give each a name of its own."},
    {"no_fetch",
     "データ種類 {stream} の記録は、キーで取り寄せられません。マニフェストのデータ種類に x-musubi.fetch を書いてください。",
     "Single records of the stream {stream} cannot be fetched. Say how under x-musubi.fetch of the manifest's stream."},
    {"fetched_other",
     "データ種類 {stream} の記録を取り寄せたら、別のキーの記録が返りました。マニフェストの x-musubi.fetch と primary_key "
     "を確かめてください。",
     "A record of the stream {stream} was asked for, and the source answered with another. Check x-musubi.fetch and "
     "primary_key of the manifest."},
    {"fetch_ignored",
     "データ種類 {stream} の一件を取り寄せましたが、答えをマニフェストが IGNORE としているため、あるともないとも言えません。"
     "消滅とはしません。x-musubi.fetch の requester には、その IGNORE のない error_handler を書いてください。",
     "A record of the stream {stream} was asked for, and the manifest says to IGNORE the answer: whether it is there is not "
     "known, and it is not taken for gone. Give the requester of x-musubi.fetch an error_handler without that IGNORE."},
    {"fetch_unfit_key",
     "データ種類 {stream} のキーの {field} が空か「.」「..」のため、一件を取り寄せられません。消滅とはしません。"
     "接続の次の読み込みで更新されます。マニフェストの primary_key と、知らせの key を確かめてください。",
     "A single record of the stream {stream} cannot be asked for, for {field} of its key is empty, “.” or “..”. It is not "
     "taken for gone, and comes with the connection's next read. Check primary_key of the manifest and the event's key."},
    {"no_such_login",
     "設定 {setting} の値「{value}」に当たる認証がマニフェストにありません。値を直してください。",
     "The manifest has no authenticator for “{value}”, the value of the setting {setting}. Correct it."},
    {"template_failed",
     "データ種類 {stream} の式 {expression} を計算できません({reason})。設定の値とマニフェストを確かめてください。",
     "The expression {expression} of the stream {stream} cannot be evaluated ({reason}). Check the settings and the manifest."},
    {"template_cannot",
     "データ種類 {stream} を読めません({reason})。設定の値とマニフェストを確かめてください。",
     "The stream {stream} cannot be read ({reason}). Check the settings and the manifest."},
    // reaching the source
    {"no_url", "{endpoint} は URL として読めません。マニフェストの url_base と設定を確かめてください。",
     "{endpoint} is no URL. Check url_base of the manifest and the settings."},
    {"unknown_host", "{endpoint} のホスト名が見つかりません。綴りと名前解決を確かめてください。",
     "The host of {endpoint} is not known. Check its spelling and the name resolution."},
    {"unknown_proxy", "プロキシのホスト名が見つかりません({endpoint})。設定 proxy を確かめてください。",
     "The host of the proxy is not known ({endpoint}). Check the setting proxy."},
    {"cannot_reach",
     "{endpoint} につながりません({reason})。相手が動いているか、通信が許されているか確かめてください。",
     "{endpoint} cannot be reached ({reason}). Check that it runs and that the network lets us through."},
    {"proxy_asks_who",
     "プロキシが通してくれません({endpoint}、{status})。設定 proxy_user と proxy_password を確かめてください。",
     "The proxy does not let us through ({endpoint}, {status}). Check the settings proxy_user and proxy_password."},
    {"proxy_refuses",
     "プロキシが {endpoint} への通信を断りました({status})。プロキシの管理者に、この相手を許してもらってください。",
     "The proxy refuses the way to {endpoint} ({status}). Ask whoever keeps the proxy to allow it."},
    {"proxy_cannot_reach",
     "プロキシから {endpoint} につながりません({status})。続くならプロキシの管理者に確かめてください。",
     "The proxy cannot reach {endpoint} ({status}). Where it goes on, ask whoever keeps the proxy."},
    {"no_connection",
     "{endpoint} に {seconds} 秒のあいだつながりません。相手が動いているか、通信が許されているか(プロキシ、ファイアウォール)確かめてください。",
     "No connection to {endpoint} within {seconds} seconds. Check that it runs, and that the network lets us through (proxy, firewall)."},
    {"too_slow",
     "{endpoint} から {timeout} 秒のあいだ何も届きません。あとで試すか、timeout を延ばしてください。",
     "Nothing came from {endpoint} for {timeout} seconds. Try later, or raise timeout."},
    {"bad_certificate",
     "{endpoint} の証明書を信用できません({reason})。自社の認証局なら tls.ca_file に指定してください。",
     "The certificate of {endpoint} is not trusted ({reason}). Where it is of your own authority, name that "
     "with tls.ca_file."},
    {"too_many_redirects", "{endpoint} は転送を繰り返します。url_base を確かめてください。",
     "{endpoint} redirects without end. Check url_base."},
    {"bad_redirect", "{endpoint} の転送先は http でも https でもありません。url_base を確かめてください。",
     "{endpoint} redirects to something that is neither http nor https. Check url_base."},
    {"body_elsewhere",
     "{endpoint} は要求の本文ごと別のサーバー {to} へ転送しようとします。本文は渡しません。移転したのなら "
     "url_base を新しい"
     "アドレスに直してください。",
     "{endpoint} redirects a request with its body to another server, {to}. The body is not sent there. If "
     "the "
     "service has moved, set url_base to its new address."},
    {"body_too_large", "{endpoint} の応答が {megabytes} MB を超えています。page_size を小さくしてください。",
     "An answer of {endpoint} is larger than {megabytes} MB. Ask for smaller pages."},
    {"line_held",
     "{endpoint} の応答の {row} 行目は長すぎます({bytes} バイト。上限は 16 MB)。始めの部分だけを保留にし、ほかは読みました。マニフェストの decoder と、相手を確かめ、直したら musubi sync --full で読み直してください。",
     "Line {row} of an answer of {endpoint} is too long ({bytes} bytes; 16 MB at most). Its beginning is held, and the others were read. Check the decoder of the manifest, and the source; when mended, read again with musubi sync --full."},
    {"line_too_long",
     "{endpoint} の応答の {row} 行目は長すぎます({bytes} バイト。上限は 16 MB)。この行がないと先へ進めません。マニフェストの decoder と、相手を確かめてください。",
     "Line {row} of an answer of {endpoint} is too long ({bytes} bytes; 16 MB at most), and the read cannot go on without it. Check the decoder of the manifest, and the source."},
    {"row_too_long",
     "{endpoint} の応答に {megabytes} MB を超える行があります。マニフェストの decoder と、相手を確かめてください。",
     "An answer of {endpoint} has a row of more than {megabytes} MB. Check the decoder of the manifest, and the source."},
    {"bad_compression", "{endpoint} の圧縮された応答を展開できません({reason})。相手に確かめてください。",
     "The compressed answer of {endpoint} cannot be unpacked ({reason}). Ask whoever keeps the source."},
    // what it answers
    {"not_let_in", "{endpoint} に入れません({status})。認証の設定と権限を確かめてください。",
     "{endpoint} does not let us in ({status}). Check the credentials and their rights."},
    {"not_let_in_said", "{endpoint} に入れません({status}): {message}。認証の設定と権限を確かめてください。",
     "{endpoint} does not let us in ({status}): {message}. Check the credentials and their rights."},
    {"let_in_elsewhere",
     "{endpoint} に入れません({status})。{to} へ転送され、認証の情報は別のホストには渡していません。移転先として正しければ、接続の設定のアドレスを {to} に書き換えてください。",
     "{endpoint} does not let us in ({status}). It redirects to {to}: credentials are not sent along to another host. Where that is the source's new place, write that address in the settings of the connection."},
    {"rate", "{endpoint} の呼び出しが多すぎます({status})。待ってから続けます。",
     "{endpoint} is being called too often ({status}). The read goes on after a while."},
    {"rate_said", "{endpoint} の呼び出しが多すぎます({status}): {message}。待ってから続けます。",
     "{endpoint} is being called too often ({status}): {message}. The read goes on after a while."},
    {"wait_too_long", "相手は {seconds} 秒待つよう求めています。待ってから続けます。",
     "The source asks to wait for {seconds} seconds. The read goes on after that."},
    {"server_failed",
     "{endpoint} が失敗しました({status})。続くなら相手の状態を確かめてください。",
     "{endpoint} failed ({status}). Where it goes on, check the source."},
    {"server_failed_said", "{endpoint} が失敗しました({status}): {message}。",
     "{endpoint} failed ({status}): {message}."},
    {"refused_for_now",
     "{endpoint} が要求を断りました({status})[[: {message}]]。続くなら、設定とマニフェスト、相手の状態を確かめてください。",
     "{endpoint} refused the request ({status})[[: {message}]]. Where it goes on, check the settings, the manifest and the source."},
    {"post_became_get",
     "{endpoint} が断られました({status})。{to} へ転送され({redirect})、POST が GET になりました。マニフェストに転送先 {to} を書いてください。",
     "{endpoint} was refused ({status}). It redirects to {to} ({redirect}), which made the POST a GET. Write {to} in the manifest in its place."},
    {"refused", "{endpoint} が要求を断りました({status})。設定とマニフェストを確かめてください。",
     "{endpoint} refused the request ({status}). Check the settings and the manifest."},
    {"refused_said",
     "{endpoint} が要求を断りました({status}): {message}。設定とマニフェストを確かめてください。",
     "{endpoint} refused the request ({status}): {message}. Check the settings and the manifest."},
    {"answer_has_errors",
     "{endpoint} の応答にエラーが {count} 件あります({status})。権限と問い合わせの内容を確かめてください。",
     "The answer of {endpoint} lists {count} errors ({status}). Check the rights and what is asked for."},
    {"answer_has_errors_said",
     "{endpoint} の応答にエラーが {count} 件あります({status}): {message}。権限と問い合わせの内容を確かめてください。",
     "The answer of {endpoint} lists {count} errors ({status}): {message}. Check the rights and what is asked for."},
    {"html_answer",
     "{endpoint} はデータではなくページ(HTML)を返しました。url_base "
     "と、ログイン画面に送られていないか確かめてください。",
     "{endpoint} answered with a page (HTML) and not with data. Check url_base, and whether it sends us to a "
     "login."},
    {"bad_json",
     "{endpoint} の応答は JSON として壊れています({fault}、{line} 行目、{byte} "
     "バイト目)。相手に確かめてください。",
     "The answer of {endpoint} is broken JSON ({fault}, line {line}, byte {byte}). Ask whoever keeps the "
     "source."},
    {"not_numbers",
     "データ種類 {stream}: {endpoint} の応答に、数でない値(NaN、Infinity)が {values} 個あります。JSON にないものなので、空(null)として読みました。相手に直してもらってください。",
     "{stream}: {values} values in the answer of {endpoint} are no numbers (NaN, Infinity), which JSON has not: they were read as null. Ask whoever keeps the source."},
    {"empty_left_out",
     "データ種類 {stream}: 空の記録が {records} 件あり、マニフェストの skip_empty_records に従って除きました。応答のほかの項目に理由が書かれていないか確かめてください。",
     "{stream}: {records} empty records were left out, as skip_empty_records of the manifest says. See whether another member of the answer gives the reason."},
    {"list_cut",
     "データ種類 {stream}: 記録の中の一覧 {path} は途中までです({items} 件、全体は {total} 件)。残りは読んでいません。マニフェストの record_expander に truncated_list_retriever を書いてください。",
     "{stream}: the list {path} of a record is cut off ({items} of {total} elements), and the rest was not read. Give record_expander of the manifest a truncated_list_retriever."},
    {"list_short",
     "データ種類 {stream}: 一覧 {path} を取り寄せましたが、全体 {total} 件のうち {items} 件でした。マニフェストの truncated_list_retriever の paginator と requester を確かめてください。",
     "{stream}: the list {path} was asked for whole, and {items} of {total} elements came. Check paginator and requester of truncated_list_retriever of the manifest."},
    {"bad_text",
     "{endpoint} の応答の文字コードが合いません({byte} バイト目)。相手の charset を確かめてください。",
     "The answer of {endpoint} is not in the encoding it names (byte {byte}). Check the charset of the "
     "source."},
    {"unknown_charset",
     "{endpoint} の応答の文字コード {charset} は読めません。UTF-8 で応えるように、相手かマニフェストの要求(ヘッダー、パラメーター)を直してください。",
     "{endpoint} answers in the encoding {charset}, which cannot be read. Have the source answer in UTF-8, by its own settings or by the headers and parameters of the manifest."},
    {"row_too_wide",
     "{endpoint} の応答の CSV の行に、見出し({columns} 列)より多い {cells} 個の値があります。区切りと引用符がずれているかもしれないので保留にしました。元のデータを直してください。",
     "A row of CSV of {endpoint} has {cells} cells, more than the header's {columns}. It is held, as its delimiters and quotes may have slipped. Correct it at the source."},
    {"bad_xml", "応答は XML として壊れています({line} 行目: {reason})。相手に確かめてください。",
     "The answer is broken XML (line {line}: {reason}). Ask whoever keeps the source."},
    {"bad_csv",
     "応答は CSV として壊れています({line} 行目: {reason})。相手とマニフェストを確かめてください。",
     "The answer is broken CSV (line {line}: {reason}). Check the source and the manifest."},
    {"page_repeats", "同じページが繰り返されています。マニフェストの paginator を確かめてください。",
     "The same page comes again and again. Check the paginator of the manifest."},
    {"begins_anew_in_vain",
     "データ種類 {stream} は、ページを始めから読み直しても先へ進めません。SPLIT_USING_CURSOR なら、同じ時刻の記録が pagination_reset の number_of_records より多くないか、"
     "ほかは接続先の様子を確かめて、マニフェストの pagination_reset と error_handler を直してください。",
     "The stream {stream} gets no further, though its pages were read anew. With SPLIT_USING_CURSOR, see whether more records have one time than number_of_records of pagination_reset; else look "
     "at the source; and correct pagination_reset and error_handler of the manifest."},
    {"no_page_size",
     "データ種類 {stream} のページを小さくできません。マニフェストの page_size が、応答を見ないとわからない式です。数か設定で書いてください。",
     "The pages of the stream {stream} cannot be made smaller, for page_size of the manifest is only known by an answer. Write it as a number or by a setting."},
    {"page_size_at_floor",
     "データ種類 {stream} のページ({size} 件)は、page_size_reduction の minimum_page_size({least} 件)以下なので小さくできません。page_size を増やすか、minimum_page_size を減らしてください。",
     "The pages of the stream {stream} ({size} records) are no larger than minimum_page_size of page_size_reduction ({least}) and cannot be made smaller. Raise page_size, or lower minimum_page_size."},
    {"page_refused",
     "接続先が、データ種類 {stream} のページを {size} 件に縮めても断りました{said}。続くなら、マニフェストの page_size_reduction と、相手の状態を確かめてください。",
     "The source refuses pages of the stream {stream} even of {size} records{said}. Where it goes on, check page_size_reduction of the manifest and the source."},
    {"window_refused",
     "接続先が、データ種類 {stream} の期間 {from} から {until} を断りました{said}。これより短くできません。続くなら、マニフェストの request_window_splitting と cursor_granularity、相手の状態を確かめてください。",
     "The source refuses the stretch of time from {from} to {until} of the stream {stream}{said}, which can be made no shorter. Where it goes on, check request_window_splitting "
     "and cursor_granularity of the manifest, and the source."},
    {"login_refused",
     "{endpoint} がトークンを出しません({status})[[: {message}]]。client_id、client_secret、refresh_token "
     "を確かめてください。",
     "{endpoint} gives no token ({status})[[: {message}]]. Check client_id, client_secret and refresh_token."},
    {"no_access_token", "{endpoint} の応答にアクセストークンがありません[[: {message}]]。認証の設定を確かめてください。",
     "The answer of {endpoint} holds no access token[[: {message}]]. Check the credentials."},
    {"session_over",
     "セッションのトークンが使えず、ユーザー名とパスワードもありません。マニフェストの認証が求める設定(session_token か、username と password)を書いてください。",
     "The session token is not taken, and there is no user name with a password. Write what the manifest's authenticator asks for: session_token, or username and password."},
    {"session_refused", "{endpoint} がセッションのトークンを出しません({status})[[: {message}]]。ユーザー名とパスワードを確かめてください。",
     "{endpoint} gives no session token ({status})[[: {message}]]. Check the user name and the password."},
    {"login_gave_no_session",
     "{endpoint} の応答に {member} がありません。マニフェストの session_token_response_key を確かめてください。",
     "The answer of {endpoint} has no {member}. Check session_token_response_key of the manifest."},
    {"no_tokens", "マニフェストの認証の tokens が空です。settings か secrets にトークンを書いてください。",
     "tokens of the manifest's authenticator are empty. Write the tokens under settings or secrets."},
    {"no_token_quota",
     "{endpoint} の応答の {path} に、トークンの残りの回数({quota})がありません。マニフェストの quotas の remaining_path、reset_path、limit_path を確かめてください。",
     "The answer of {endpoint} says nothing at {path} of what a token has left ({quota}). Check remaining_path, reset_path and limit_path of quotas of the manifest."},
    {"tokens_spent",
     "どのトークンにも、呼び出しの残り({quota})がありません。{seconds} 秒待ってから続けます。",
     "No token has calls left ({quota}). The read goes on after {seconds} seconds."},
    {"waits_for_tokens", "どのトークンにも呼び出しの残りがないので、{seconds} 秒待ちます。", "No token has calls left: waiting for {seconds} seconds."},
    {"tokens_uncounted",
     "接続先は、{tokens} 個のトークンのうち {count} 個について、呼び出しの残りを数えていません。そのトークンは数えずに使います。",
     "Of {count} of {tokens} tokens, the source does not count the calls: they are used without counting."},
    // a person's first consent
    {"no_consent",
     "この接続には、ログインの手順が書かれていません。マニフェストの spec.advanced_auth か、設定 "
     "consent.endpoint に書いてください。",
     "This connection says nothing about a login. Write it under spec.advanced_auth of the manifest, or as "
     "the setting "
     "consent.endpoint."},
    {"bad_consent",
     "ログインの手順が正しくありません({what})。マニフェストの spec.advanced_auth と設定を確かめてください。",
     "What is said about the login is not right ({what}). Check spec.advanced_auth of the manifest and the "
     "settings."},
    {"login_first",
     "まだログインしていません。`musubi connection login` に接続の名前を付けて実行してください。",
     "Nobody has logged in yet. Run `musubi connection login` with the connection's name."},
    {"login_over",
     "{endpoint} がトークンを出しません({status})[[: {message}]]。ログインの期限が切れたか、取り消されています。`musubi "
     "connection login` "
     "で入り直してください。",
     "{endpoint} gives no token ({status})[[: {message}]]. The login has ended or was withdrawn. Log in again with `musubi "
     "connection "
     "login`."},
    {"session_login_refused",
     "{endpoint} がログインを断りました({status})[[: {message}]]。ユーザー名、パスワードなど、ログインの設定を確かめてください。",
     "{endpoint} refused the login ({status})[[: {message}]]. Check the settings that it logs in with, such as the user name and the password."},
    {"login_denied", "ログインは許可されませんでした({reason})。もう一度ログインし、許可を選んでください。",
     "The login was not granted ({reason}). Log in again and give your consent."},
    {"login_of_another",
     "戻ってきたアドレスは、このログインのものではありません。もう一度はじめから、表示されたアドレスを開いて"
     "ください。",
     "That address does not belong to this login. Begin again with the address that is shown."},
    {"login_no_code",
     "戻ってきたアドレスにコードがありません。ブラウザーに表示されたアドレスを全部貼り付けてください。",
     "There is no code in what came back. Paste the whole address that the browser shows."},
    {"login_code_refused",
     "{endpoint} "
     "はログインのコードを受け取りません({status})[[: {message}]]"
     "。コードは一度、数分のあいだだけ使えます。もう一度ログインし、続くなら client_id、"
     "client_secret、consent.redirect を確かめてください。",
     "{endpoint} does not take the login's code ({status})[[: {message}]]. A code is good once and for minutes. Log in "
     "again; where it "
     "goes on, check client_id, client_secret and consent.redirect."},
    {"login_gave_nothing",
     "{endpoint} は {member} "
     "を返しませんでした。要求する範囲(scope)と、接続先に登録した内容を確かめてください。",
     "{endpoint} gave no {member}. Check the scope that is asked for and what is registered at the source."},
    {"no_given_token",
     "マニフェストの access_token_value が空です。settings か secrets にトークンを書いてください。",
     "access_token_value of the manifest is empty. Write the token under settings or secrets."},
    {"no_session_token",
     "ログインの応答にトークンがありません[[: {message}]]。認証の設定とマニフェストの session_token_path "
     "を確かめてください。",
     "The answer to the login holds no token[[: {message}]]. Check the credentials and session_token_path of the manifest."},
    // jobs
    {"job_failed",
     "データ種類 {stream} の書き出しを接続先に {attempts} 回頼みましたが、{attempts} 回とも失敗しました(接続先の状態: {status})。"
     "接続先の管理画面でその書き出しの理由を確かめ、設定か権限を直してください。",
     "The source was asked {attempts} times for an export of the stream {stream}, and each failed (its status: {status}). Look up the "
     "reason at the source, and correct the settings or the rights."},
    {"job_timed_out",
     "データ種類 {stream} の書き出しを接続先に {attempts} 回頼みましたが、時間のうちに終わりませんでした(polling_job_timeout は {minutes} 分、接続先の状態: {status})。もう一度頼みます。"
     "続くなら、マニフェストの polling_job_timeout を延ばすか step で区切り、接続先の管理者に確かめてください。",
     "The source was asked {attempts} times for an export of the stream {stream}, which did not end in time (polling_job_timeout is {minutes} minutes; "
     "its status: {status}). It will be asked again; where it goes on, raise polling_job_timeout of the manifest or give it a step, and ask whoever keeps the source."},
    {"job_unknown_status",
     "データ種類 {stream} の書き出しの状態「{status}」({endpoint})がマニフェストにありません。status_extractor と status_mapping "
     "を確かめ、この状態を書き足してください。",
     "The manifest does not know the status “{status}” ({endpoint}) of an export of the stream {stream}. Check status_extractor, and add it to "
     "status_mapping."},
    {"job_no_object",
     "データ種類 {stream} の書き出しについての応答({endpoint})が JSON の項目の集まりではありません。マニフェストの creation_requester "
     "と polling_requester を確かめてください。",
     "The answer ({endpoint}) about an export of the stream {stream} is no JSON object. Check creation_requester and polling_requester of the "
     "manifest."},
    {"job_ignored",
     "データ種類 {stream} の書き出しについての応答をマニフェストが IGNORE としているため、先へ進めません。そのリクエスターの error_handler "
     "を直してください。",
     "The manifest says to IGNORE an answer about an export of the stream {stream}, and the read cannot go on without it. Correct the "
     "error_handler of that requester."},
    {"job_not_aborted",
     "データ種類 {stream} の書き出しを接続先で止められません({reason})。読み込みには差し支えません。残っていたら接続先で止めてください。",
     "An export of the stream {stream} could not be stopped at the source ({reason}). The read is none the worse; stop it there where it is "
     "left."},
    {"job_not_deleted",
     "データ種類 {stream} の読み終えた書き出しを接続先から消せません({reason})。記録は読みました。残っていたら接続先で消してください。",
     "An export of the stream {stream} that was read could not be deleted at the source ({reason}). Its records were read; delete it there "
     "where it is left."},
    // records
    {"empty_key", "データ種類 {stream} のキー {field} が空です。元のデータを直してください。",
     "The key {field} of the stream {stream} is empty. Correct it at the source."},
    {"nothing_at_path",
     "データ種類 {stream}: マニフェストの field_path({path})には、どの応答にも何もありませんでした。[[あるのは {names} です。]][[応答は {items} 件の一覧です。]]記録がないときに接続先がそこを省くのでなければ、field_path を直してください。",
     "{stream}: nothing stands at field_path {path} of the manifest in any answer.[[ What is there: {names}.]][[ What is there: a list of {items}.]] Correct field_path, unless the source leaves that out where it has no records."},
    {"no_cursor_field",
     "データ種類 {stream}: マニフェストの cursor_field({field})が、どの記録にもありません。[[近い名前: {nearest}。]]このままでは続きからでなく、毎回始めから読みます。直してください。",
     "{stream}: no record has {field}, the cursor_field of the manifest.[[ Nearest: {nearest}.]] Correct it: as it is, reads cannot go on from where the last one ended."},
    {"no_object",
     "データ種類 {stream} のこの行は項目の集まりではありません。マニフェストの field_path "
     "を確かめてください。",
     "This row of the stream {stream} is no object. Check field_path of the manifest."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::http
