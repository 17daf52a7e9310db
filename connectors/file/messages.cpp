#include "connectors/file/messages.hpp"

namespace musubi::file {

const mu_message messages[] = {
    // settings
    {"bad_value",
     "設定 {setting} の値が正しくありません。docs または `musubi connector describe file` "
     "で書き方を確かめてください。",
     "The value of the setting {setting} is not right. See `musubi connector describe file` for what it can "
     "be."},
    {"unknown_setting", "設定 {setting} はありません。{nearest} ではありませんか。",
     "There is no setting {setting}. Is it {nearest}?"},
    {"missing_setting", "設定 {setting} がありません。書き足してください。",
     "The setting {setting} is missing. Please add it."},
    {"no_stream", "データ種類 {stream} は設定 streams にありません。{nearest} ではありませんか。",
     "There is no stream {stream} in the setting streams. Is it {nearest}?"},
    // finding and opening
    {"no_folder", "{path} のフォルダー {folder} がありません。path を確かめてください。",
     "The folder {folder} of {path} does not exist. Please check path."},
    {"no_file",
     "{path} に合うファイルがありません。近いもの: {nearest}。path を直すか、ファイルを置いてください。",
     "No file matches {path}. Near it: {nearest}. Correct path, or put the file there."},
    {"no_file_empty_folder",
     "{path} に合うファイルがありません。フォルダーは空です。ファイルを置いてください。",
     "No file matches {path}; the folder is empty. Put the file there."},
    {"is_folder", "{file} はフォルダーです。path にはファイルか、*.csv のような型を書いてください。",
     "{file} is a folder. Let path name a file, or a pattern like *.csv."},
    {"cannot_open", "{file} を開けません({reason})。読む権限を確かめてください。",
     "{file} cannot be opened ({reason}). Check that it may be read."},
    {"file_gone", "{file} が読む前に消えました。次の実行でもう一度読みます。",
     "{file} went away before it was read. The next run tries again."},
    {"disk_error", "{file} を読む途中でディスクが誤りを返しました。もう一度読みます。",
     "The disk gave an error while {file} was read. It will be read again."},
    {"empty_file",
     "{file} は空です(データ種類 {stream})。書き出しが終わっているか、元のシステムで確かめてください。",
     "{file} is empty (stream {stream}). Check at its source whether the export came to its end."},
    {"gzip_damaged", "{file} の圧縮(gzip)が壊れているか、途中で切れています。もう一度書き出してください。",
     "The gzip file {file} is damaged or cut off. Please export it again."},
    // lists
    {"no_header_row",
     "{file} に {row} 行目がありません(データ種類 {stream})。header の行番号を直してください。",
     "{file} has no row {row} (stream {stream}). Correct the row number in header."},
    {"no_key_column",
     "{file} に key の列「{column}」がありません(データ種類 {stream})。近い列: {nearest}。ある列: "
     "{columns}。key を直してください。",
     "{file} does not have the key column “{column}” (stream {stream}). Nearest: {nearest}. It has: "
     "{columns}. Correct key."},
    {"undecodable_header",
     "{file} の見出し({row} 行目)に、{encoding} の文字ではないバイトがあります(データ種類 {stream})。ファイルは "
     "{better} のようです。設定 encoding を {better} か auto にしてください。",
     "The header of {file} (row {row}, stream {stream}) holds bytes that are no text in {encoding}. The file "
     "looks like {better}: set encoding to {better} or auto."},
    {"undecodable",
     "{file} の {row} 行目に、{encoding} の文字ではないバイトがあります。元のファイルで直してください。",
     "Row {row} of {file} holds bytes that are no text in {encoding}. Mend them in the file."},
    {"undecodable_try",
     "{file} の {row} 行目に、{encoding} の文字ではないバイトがあります。ファイルは {better} "
     "のようです。設定 encoding を {better} か auto にしてください。",
     "Row {row} of {file} holds bytes that are no text in {encoding}. The file looks like {better}: set "
     "encoding to {better} or auto."},
    {"row_too_long",
     "{file} の {row} 行目は {found} 列あり、見出しの {due} "
     "列より多いです。区切り文字を含む値は引用符で囲んでください。",
     "Row {row} of {file} has {found} cells, more than the header's {due}. Put quotes around values that "
     "hold the delimiter."},
    {"stray_quote",
     "{file} の {row} 行目の引用符が対になっていません。列が {found} 個になりました(見出しは {due} "
     "個)。元のファイルで直してください。",
     "The quotes in row {row} of {file} don't pair: {found} cells, where the header has {due}. Mend them in "
     "the file."},
    {"row_cut_off",
     "{file} は {row} 行目の途中で切れています({found} 列、見出しは {due} 列)。もう一度書き出してください。",
     "{file} is cut off in the middle of row {row} ({found} cells, the header has {due}). Please export it "
     "again."},
    {"behind_open_quote",
     "{file} の {row} 行目は {found} 列で、見出しの {due} "
     "列と合いません。前の行に閉じていない引用符があります。元のファイルで直してください。",
     "Row {row} of {file} has {found} cells, the header {due}; a quote before it was never closed. Mend it "
     "in the file."},
    {"open_quote",
     "{file} の {line} "
     "行目で始まる引用符が閉じていません。その行を保留しました。元のファイルで直してください。",
     "The quote that opens on line {line} of {file} is never closed. That line is held; mend it in the "
     "file."},
    {"too_many_cells", "{file} の {line} 行目は列が多すぎます。delimiter の設定を確かめてください。",
     "Line {line} of {file} has too many cells. Check the setting delimiter."},
    {"row_too_big", "{file} の {line} 行目が長すぎます。引用符と改行を確かめてください。",
     "Line {line} of {file} is too long. Check its quotes and line breaks."},
    {"empty_key", "{file} の {row} 行目は、key の列({column})が空です。値を入れてください。",
     "Row {row} of {file} has nothing in its key ({column}). Fill it in."},
    // workbooks
    {"not_xlsx",
     "{file} は XLSX ではありません。名前だけが .xlsx かもしれません。Excel で開き「Excel ブック "
     "(.xlsx)」で保存し直すか、format を直してください。",
     "{file} is no XLSX, whatever its name. Open it in Excel and save it as an Excel workbook (.xlsx), or "
     "correct format."},
    {"xlsx_locked", "{file} はパスワードで保護されています。Excel で保護を外して保存し直してください。",
     "{file} is locked with a password. Take the password off in Excel and save it again."},
    {"xlsx_damaged", "{file} は XLSX として壊れているか、途中で切れています。もう一度書き出してください。",
     "The workbook {file} is damaged or cut off. Please export it again."},
    {"xls_damaged", "{file} は .xls として壊れているか、古すぎる形式です。Excel で開き「Excel ブック (.xlsx)」で保存し直してください。",
     "{file} is damaged, or in a format too old. Open it in Excel and save it as an Excel workbook (.xlsx)."},
    {"other_office_file", "{file} は Excel の表ではありません(Word やメールなど)。一覧のファイルを指定してください。",
     "{file} is no Excel workbook (a Word document or a mail, perhaps). Name a file that holds a list."},
    {"no_table", "{file} は HTML ですが、表がありません。一覧のファイルを指定してください。",
     "{file} is an HTML page without a table. Name a file that holds a list."},
    {"foreign_kind", "{file} は一覧ではなく {kind} のファイルです。CSV か Excel で書き出し直してください。",
     "{file} is no list but a {kind} file. Export it as CSV or Excel."},
    {"unknown_binary", "{file} は一覧として読めないファイルです(文字でも Excel でもありません)。CSV か Excel で書き出し直してください。",
     "{file} cannot be read as a list: it is neither text nor a workbook. Export it as CSV or Excel."},
    // archives and databases
    {"archive_empty", "{file} の中に一覧がありません。zip を作り直してください。", "There is no list inside {file}. Make the archive again."},
    {"archive_password", "{file} はパスワードつきの zip です。パスワードがないか、違います。設定 auth.password(環境変数なら env、ファイルなら file)を確かめてください。",
     "{file} is a zip with a password, and none or another one was given. Check the setting auth.password (env names a variable, file a file)."},
    {"archive_in_archive", "{file} の中の {inside} は、さらに zip かデータベースです。取り出してから指定してください。",
     "{inside} inside {file} is an archive or a database itself. Take it out and name it."},
    {"archive_too_big", "{file} の中の {inside} は、広げると 1 GiB を超えます。取り出してから指定してください。",
     "{inside} inside {file} unpacks to more than 1 GiB. Take it out and name it."},
    {"inside_not_there", "{file} の中に {inside} がありません。あるのは: {names}。設定 inside を直してください。",
     "{inside} is not inside {file}. There are: {names}. Correct the setting inside."},
    {"no_mdbtools", "{file} は Access のファイルで、読むには mdbtools が要ります。apt-get install mdbtools を実行してください。",
     "{file} is an Access database, and mdbtools is needed to read it. Run apt-get install mdbtools."},
    {"mdb_damaged", "{file} を Access のファイルとして読めません(壊れているか、パスワードつき)。Access で CSV に書き出してください。",
     "{file} cannot be read as an Access database (damaged, or locked with a password). Export it from Access as CSV."},
    {"cannot_start", "{file} を読むためのプログラム {program} を起動できません。もう一度試します。",
     "The program {program} that reads {file} could not be started. It is tried again."},
    {"no_visible_sheet", "{file} に見えるシートがありません。設定 sheet にシート名を書いてください。",
     "{file} has no visible sheet. Name one in the setting sheet."},
    {"no_sheet",
     "{file} にシート「{sheet}」がありません(データ種類 {stream})。近い名前: {nearest}。あるシート: "
     "{sheets}。sheet を直してください。",
     "{file} has no sheet “{sheet}” (stream {stream}). Nearest: {nearest}. It has: {sheets}. Correct sheet."},
    // cards
    {"no_card",
     "{file} に名刺(BEGIN:VCARD)がありません(データ種類 {stream})。format と path を確かめてください。",
     "{file} holds no card (BEGIN:VCARD; stream {stream}). Check format and path."},
    {"card_cut_off",
     "{file} の {row} 枚目の名刺は END:VCARD の前で切れています。もう一度書き出してください。",
     "Card {row} of {file} is cut off before END:VCARD. Please export it again."},
    // JSON
    {"bad_json", "{file} の {line} 行目で JSON が正しくありません({fault})。元のファイルで直してください。",
     "The JSON of {file} is not right at line {line} ({fault}). Mend it in the file."},
    {"json_cut_off", "{file} の {line} 行目は JSON の途中で切れています。もう一度書き出してください。",
     "Line {line} of {file} ends in the middle of its JSON. Please export it again."},
    {"no_object", "{file} の {row} 件目は JSON のオブジェクトではありません。元のファイルで直してください。",
     "Element {row} of {file} is no JSON object. Mend it in the file."},
    {"json_file_cut_off",
     "{file} は {line} 行目で終わっていますが、JSON が閉じていません。もう一度書き出してください。",
     "{file} ends at line {line} before its JSON is closed. Please export it again."},
    {"json_file_broken",
     "{file} の {line} 行目から先は JSON として読めません({fault})。もう一度書き出してください。",
     "From line {line} on, {file} cannot be read as JSON ({fault}). Please export it again."},
    {"no_array",
     "{file} に配列がありません(データ種類 {stream})。レコードの並んだ JSON を書き出すか、format "
     "を確かめてください。",
     "{file} holds no array (stream {stream}). Export the records as a JSON array, or check format."},
    {"which_array",
     "{file} に配列がいくつもあります(データ種類 {stream}): {arrays}。records にどれかを書いてください。",
     "{file} holds several arrays (stream {stream}): {arrays}. Name one of them in records."},
    {"no_array_there",
     "{file} の {records} に配列がありません(データ種類 {stream})。records を直してください。",
     "There is no array at {records} in {file} (stream {stream}). Correct records."},
    {nullptr, nullptr, nullptr},
};

}  // namespace musubi::file
