// The normalizers: one text as people type it → display form and comparison key. All are pure, thread-safe,
// keep no state and accept any bytes: what cannot be read has `problem`, what is doubtful has `note` (an id
// of the message table plus arguments; never the customer's value). Display forms are what the master shows;
// keys are what equal values share and are functions of the display form alone (key.hpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"

namespace musubi::normalize {

/// What every result carries. `problem` set: the other members are empty but for what could be kept as text.
struct Outcome {
  std::optional<Message> note, problem;
};

/// family and given are display forms (kanji as typed, widths folded, honorific taken off); kana parts are
/// full-width katakana. A name that cannot be split with confidence stands whole in `family` with a note.
struct Person : Outcome {
  std::string family, given, family_kana, given_kana, honorific;
};
Person person(std::string_view text);
/// The same from columns of their own, which know where family and given name part; the text is only tidied. A column that says none
/// is empty. Where one is empty and the other surely holds both names (山田 太郎, 山田太郎, Taro Yamada), it is read as a whole.
Person person(std::string_view family, std::string_view given);
/// A reading: katakana parts from hiragana, half-width or katakana text; romaji stays Latin in family/given.
Person kana(std::string_view text);
Person kana(std::string_view family, std::string_view given);  // as person of two columns

/// What only says that there is no company (不明, -) is empty; what somebody without one is (個人, 主婦), too, with a note.
/// core_name: without legal form and branch; legal_form: written out (株式会社); position: 前, 後 or "".
struct Company : Outcome {
  std::string core_name, legal_form, position, branch;
};
Company company(std::string_view text);
/// The display form: 株式会社山田製作所 東京営業所. Read again it gives the same name: a branch that would pass for part of it stands in brackets,
/// 株式会社山田製作所 (新宿).
std::string shown(const Company& c);

/// town with 丁目 (in kanji numerals), rest = block and number "1-2-3", building with room. An address of another country stands in `rest` as
/// typed.
struct Address : Outcome {
  std::string pref, city, town, rest, postal_code, building;
  bool zeros_restored = false;  // of the postal code's column, where Excel had eaten them
};
Address address(std::string_view full);
/// The same with parts that came in columns of their own ("" where there is none); they win over what the
/// text says. The prefecture may be in romaji or a code of ISO 3166 (Tokyo, JP-13); other Latin words for prefecture or city are left out of a
/// Japanese address, with a note. A country that is not Japan, or columns without a Japanese letter whose code or prefecture is none of Japan:
/// an address of another country.
Address address(std::string_view postal_code, std::string_view pref, std::string_view city,
                std::string_view full, std::string_view building, std::string_view country = {});

/// national: 090-1234-5678; type: mobile, fixed, toll_free, ip, m2m, foreign …
struct Phone : Outcome {
  std::string e164, national, ext, type;
};
Phone phone(std::string_view text);

struct Email : Outcome {
  std::string email;
  bool shared = false;  // a role address (info@)
};
Email email(std::string_view text);

/// ISO date. outside_era: the same day, counted over the end of the era it is written in, where it lies
/// outside; after the end (平成31年5月1日) it is read and noted, before the beginning it is a problem.
/// latest: the ISO day that a year of two digits may not lead behind, "" for none: of a birth, when it was told; then the century before is meant.
struct Date : Outcome {
  std::string date, outside_era;
};
Date date(std::string_view text, std::string_view latest = {});

/// amount: plain decimal ("-1200", "0.5"); currency: ISO code, "" if not said.
struct Money : Outcome {
  std::string amount, currency;
};
Money money(std::string_view text);

/// Date-time → ISO with seconds, in the text's own offset where it has one ("2026-01-31T09:00:00",
/// "…+09:00").
struct DateTime : Outcome {
  std::string time;
};
DateTime datetime(std::string_view text);

/// One of "male", "female", "other".
struct Word : Outcome {
  std::string word;
};
Word sex(std::string_view text);
/// "t" or "f" from はい/いいえ, 有/無, ○/×, yes/no, 1/0, true/false …
Word yes_no(std::string_view text);
/// A plain decimal from digits with separators, full-width or kanji numerals.
Word number(std::string_view text);
/// 13 digits with a right check digit; also from an invoice number T + 13 digits.
Word corporate_number(std::string_view text);
/// Trimmed, NFKC with Japanese care, the full-width hyphen as one too, invisible characters out, runs of spaces as one.
Word text(std::string_view text);
/// An https/http address in lower-case host form.
Word url(std::string_view text);
/// An account's name, or its number, in a social network: without @, out of the address of a profile too. "" for words like なし and -;
/// an address that names nobody (a post, a group, an invitation) is a problem.
Word handle(std::string_view text);

/// Whether a name or a number only says that there is none: empty, なし, 未登録, 不明, n/a, [not provided], hyphens, points and strokes alone.
bool says_none(std::string_view text);
/// Whether what stands where a customer's number should names nobody: says_none, words for people without one (非会員, ゲスト, guest), zeros alone (0, 000-000).
bool names_nobody(std::string_view id);
/// Whether it is a class that many are of (一般, 新規), which says nobody only where no number stands beside it.
bool names_a_class(std::string_view id);
/// names_nobody, and what may be told of somebody but is shared by strangers: marks alone (*), or the same digit or letter all along
/// (9999999999, xxx).
bool is_shared_id(std::string_view id);
/// A number as spreadsheets shorten it (1.00012E+14): many numbers look like that.
bool is_rounded_number(std::string_view text);

/// Whether Excel may have eaten zeros of a value of this kind ("phone", "postal_code", "corporate_number"),
/// and the text with them restored; the same text if not. The caller notes what was restored.
std::string restore_zeros(std::string_view kind, std::string_view text);

}  // namespace musubi::normalize
