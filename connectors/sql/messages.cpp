#include "connectors/sql/messages.hpp"

namespace musubi::sql {

const mu_message messages[] = {
    // settings
    {"bad_value",
     "設定 {setting} の値が正しくありません。`musubi connector describe sql` で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See `musubi connector describe sql` for what it can "
     "be."},
    {"unknown_setting", "設定 {setting} はありません。[[{nearest} ではありませんか。]]",
     "There is no setting {setting}.[[ Is it {nearest}?]]"},
    {"missing_setting", "設定 {setting} がありません。書き足してください。",
     "The setting {setting} is missing. Please add it."},
    {"bad_endpoint",
     "endpoint「{endpoint}」を読めません。mysql://ホスト:3306/データベース、postgresql://ホスト:5432/"
     "データベース、sqlite:/ファイル "
     "のように書いてください。",
     "The endpoint “{endpoint}” cannot be read. Write it like mysql://host:3306/database, "
     "postgresql://host:5432/database or "
     "sqlite:/file."},
    {"login_in_endpoint",
     "endpoint に利用者名やパスワードを書かず、auth.user と auth.password に書いてください。",
     "Keep user and password out of endpoint: they belong into auth.user and auth.password."},
    {"table_and_query", "データ種類 {stream} に table と query の両方があります。どちらかにしてください。",
     "The stream {stream} has both table and query. Keep one of them."},
    {"no_stream", "データ種類 {stream} は設定 streams にありません。[[{nearest} ではありませんか。]]",
     "There is no stream {stream} in the setting streams.[[ Is it {nearest}?]]"},
    {"no_fetch", "データ種類 {stream} の記録は、キーで取り寄せられません。日時ではない列を key に書いてください。",
     "Single records of the stream {stream} cannot be fetched. Name a key whose columns are no times."},
    // reaching the database
    {"unknown_host", "{endpoint} のホスト名が見つかりません。endpoint と名前解決を確かめてください。",
     "The host of {endpoint} is not known. Check endpoint and name resolution."},
    {"cannot_reach",
     "{endpoint} につながりません(待つのは {timeout} 秒まで)。データベースが動いているか、通信が許されているか"
     "確かめてください。",
     "{endpoint} cannot be reached (the wait is {timeout} seconds at most). Check that the database runs and "
     "that the network lets us through."},
    {"login_refused",
     "{endpoint} が利用者「{user}」のログインを断りました。auth.user と auth.password を確かめてください。",
     "{endpoint} refused the login of “{user}”. Check auth.user and auth.password."},
    {"no_database", "{endpoint} にデータベース「{database}」がありません。endpoint を直してください。",
     "{endpoint} has no database “{database}”. Correct endpoint."},
    {"database_denied",
     "{endpoint} "
     "の利用者「{user}」はデータベース「{database}」を使えません。名前を確かめ、権限を与えてください。",
     "The user “{user}” may not use the database “{database}” at {endpoint}. Check its name, and grant the "
     "right."},
    {"tls_failed", "{endpoint} との暗号化に失敗しました({reason})。tls.ca_file と証明書を確かめてください。",
     "The encryption to {endpoint} failed ({reason}). Check tls.ca_file and the certificate."},
    {"no_right",
     "{endpoint} の利用者「{user}」には読む権限がありません({reason})。SELECT の権限を与えてください。",
     "The user “{user}” may not read at {endpoint} ({reason}). Grant SELECT."},
    {"connection_lost", "{endpoint} との接続が切れました。",
     "The connection to {endpoint} was lost."},
    {"too_slow",
     "{endpoint} が {timeout} 秒以内に答えません。timeout を延ばすか、cursor と key "
     "の列に索引を付けてください。",
     "{endpoint} did not answer within {timeout} seconds. Raise timeout, or index the columns of cursor and "
     "key."},
    {"no_file", "SQLite のファイル {database} がありません。endpoint を直してください。",
     "There is no SQLite file {database}. Correct endpoint."},
    {"cannot_open", "SQLite のファイル {database} を開けません({reason})。読む権限を確かめてください。",
     "The SQLite file {database} cannot be opened ({reason}). Check that it may be read."},
    {"damaged_file", "{database} は SQLite のファイルではないか、壊れています。ファイルを確かめてください。",
     "{database} is no SQLite file, or is damaged. Check the file."},
    // tables and queries
    {"no_table", "{endpoint} で SELECT の相手の表が見つかりません({reason})。query を直してください。",
     "A table of a SELECT is not there at {endpoint} ({reason}). Correct query."},
    {"no_such_table",
     "表「{table}」がありません(データ種類 {stream})。[[近い名前: {nearest}。]]ある表: {tables}。table "
     "を直してください。",
     "There is no table “{table}” (stream {stream}).[[ Nearest: {nearest}.]] There are: {tables}. Correct "
     "table."},
    {"no_column",
     "{setting} の列「{column}」がありません(データ種類 {stream})。[[近い列: {nearest}。]]ある列: "
     "{columns}。{setting} を直してください。",
     "There is no column “{column}” for {setting} (stream {stream}).[[ Nearest: {nearest}.]] There are: "
     "{columns}. Correct {setting}."},
    {"bad_query", "{endpoint} が SELECT を実行できません({reason})。query、key、cursor を確かめてください。",
     "{endpoint} cannot run the SELECT ({reason}). Check query, key and cursor."},
    {"bad_encoding",
     "{endpoint} に UTF-8 にできない文字があります。元のデータベースで直すか、columns から外してください。",
     "{endpoint} holds text that cannot be made UTF-8. Mend it in the database, or leave its column out of "
     "columns."},
    {"bad_text", "{stream} の行に UTF-8 ではない文字があります。元のデータベースで直してください。",
     "A row of {stream} holds text that is not UTF-8. Mend it in the database."},
    {"empty_key", "{stream} の行の key の列({column})が空です。値を入れるか、key を直してください。",
     "A row of {stream} has nothing in its key ({column}). Fill it in, or correct key."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::sql
