// A suggestion as a mapping file.
#include <algorithm>
#include <set>

#include "core/map/map.hpp"
#include "core/map/suggest.hpp"
#include "core/map/suggest_given.hpp"
#include "core/map/suggest_parties.hpp"

namespace musubi {
namespace map {
namespace {

/// What a made-up person has in a column of this role; nobody's values of the list come into the file.
std::string_view invented(Role role) {
  switch (role) {
    case Role::name: return "見本 花子";
    case Role::family: return "見本";
    case Role::given: return "花子";
    case Role::kana: return "ミホン ハナコ";
    case Role::kana_family: return "ミホン";
    case Role::kana_given: return "ハナコ";
    case Role::company: return "株式会社見本商事";
    case Role::department: return "営業部";
    case Role::title: return "課長";
    case Role::postal_code: return "100-0001";
    case Role::prefecture: return "東京都";
    case Role::city: return "千代田区";
    case Role::address: return "千代田1-1";
    case Role::building: return "見本ビル201";
    case Role::country: return "JP";
    case Role::phone: return "090-1234-5678";
    case Role::fax: return "03-1234-5678";
    case Role::email: return "hanako@example.com";
    case Role::birth_date: return "1980/1/8";
    case Role::sex: return "女";
    case Role::id:
    case Role::company_id: return "A0001";
    case Role::updated_at:
    case Role::since: return "2026/1/31";
    case Role::note: return "見本の行";
    default: return "";
  }
}

class FileWriter {
 public:
  FileWriter(const Suggestion& suggestion, const SeenList& list, std::string source, std::string about, Lang lang, Looked looked)
      : s_(suggestion), list_(list), source_(std::move(source)), about_(std::move(about)), lang_(lang), looked_(looked),
        parties_(parties_of(suggestion, list, source_.substr(0, source_.find('.')))), used_(list.columns.size()) {}

  std::string text() {
    write_parties();
    std::string parties = std::exchange(out_, "");
    write_head();
    out_ += parties;
    std::string expected = expectations(out_);
    out_ += "tests:\n  # " + std::string(looked_ == Looked::list ? say("値は作りもの。この一覧の人のものではありません", "made-up values, nobody's of this list")
                                                                       : say("値は作りもの。実在の人のものではありません", "made-up values, no real person's")) + "\n";
    out_ += "  - given: " + given(false) + "\n    expect: {" + expected + "}\n";
    return std::move(out_);
  }

 private:
  const char* say(const char* ja, const char* en) const { return lang_ == Lang::ja ? ja : en; }
  const std::string& heading(size_t column) const { return list_.columns[column].name; }

  void write_head() {
    out_ += "# " + about_ + "\n";
    if (looked_ == Looked::list) {
      out_ += say("# musubi import が見出しと中身から作りました。左が Musubi の項目、右が一覧の列名です。直してかまいません。\n",
                  "# Made by musubi import from headings and contents. Left: fields of Musubi, right: columns of the list. Edit freely.\n");
      out_ += say("# 直したら: musubi mapping test、musubi sync 接続\n", "# After editing: musubi mapping test, musubi sync CONNECTION\n");
    } else {
      out_ += say("# musubi mapping suggest が項目の名前と中身から作りました。左が Musubi の項目、右が元の項目名です。直してかまいません。\n",
                  "# Made by musubi mapping suggest from names and contents. Left: fields of Musubi, right: fields of the source. Edit freely.\n");
      out_ += say("# mappings/", "# Save as mappings/") + source_ + say(".yaml に置き、musubi mapping test、musubi preview、musubi sync で確かめてください\n", ".yaml, then: musubi mapping test, musubi preview, musubi sync\n");
    }
    out_ += "source: " + source_ + "\nentered_by: import\n";
    write_ignored();
  }

  /// By the record's own members: what a part is read of is known as a whole.
  void write_ignored() {
    std::set<std::string> told;
    for (size_t i = 0; i < list_.columns.size(); ++i)
      if (used_[i]) told.insert(list_.columns[i].top());
    std::string names;
    for (const SeenColumn& column : list_.columns)
      if (told.insert(column.top()).second) names += (names.empty() ? "" : ", ") + quoted(column.top());
    if (names.empty()) return;
    const char* what = looked_ == Looked::list ? say("使わない列（元データには残ります）", "columns not used (they stay in the source records)")
                                               : say("使わない項目（元データには残ります）", "fields not used (they stay in the source records)");
    out_ += std::string("# ") + what + "\nignore: [" + names + "]\n";
  }

  std::string value(const SuggestedField& field) {
    std::string names;
    for (size_t i : field.columns) {
      used_[i] = true;
      names += (names.empty() ? "" : ", ") + quoted(heading(i));
    }
    bool alone = field.columns.size() == 1;
    if (field.form == SuggestedField::spaced) return "{join: [" + names + "], with: ' '}";
    if (field.form == SuggestedField::hyphened) return "{join: [" + names + "], with: '-'}";
    if (!field.split.empty() && (field.role == Role::phone || field.role == Role::email || field.role == Role::fax)) return split_values(field);
    return alone ? names : "[" + names + "]";
  }
  std::string split_values(const SuggestedField& field) const {
    std::string out;
    for (size_t i : field.columns) out += (out.empty() ? "" : ", ") + ("{from: " + quoted(heading(i)) + ", split: \"" + field.split + "\"}");
    return field.columns.size() == 1 ? out : "[" + out + "]";
  }

  void write_parties() {
    out_ += "parties:\n";
    for (const SuggestedParty& party : parties_) {
      out_ += "  " + party.name + ":\n    kind: " + (party.person ? "person" : "organisation") + "\n";
      if (!party.person && !party.main) write_condition(party);
      if (party.main && !s_.key.empty()) {
        used_[s_.key[0]] = true;
        out_ += "    key: " + quoted(heading(s_.key[0])) + "\n";
      }
      for (size_t i = 0; i < party.fields.size(); ++i) i = write_field(party, i);
    }
  }

  /// Rows of people who name no company speak of none.
  void write_condition(const SuggestedParty& party) {
    for (const SuggestedField& field : party.fields)
      if (field.role == Role::company) out_ += "    when: " + quoted(heading(field.columns[0])) + "\n";
  }

  /// A field with parts is one line for all of them. Returns the last that was written.
  size_t write_field(const SuggestedParty& party, size_t at) {
    const SuggestedField& field = party.fields[at];
    size_t dot = field.word.find('.');
    if (dot == field.word.npos) {
      out_ += "    " + field.word + ": " + value(field) + remark(field) + "\n";
      return at;
    }
    std::string word = field.word.substr(0, dot), line, said;
    for (; at < party.fields.size() && party.fields[at].word.starts_with(word + "."); ++at) {
      const SuggestedField& part = party.fields[at];
      line += (line.empty() ? "" : ", ") + part.word.substr(dot + 1) + ": " + (word == "ids" ? id_value(party, part) : value(part));
      if (said.empty()) said = remark(part);
    }
    out_ += "    " + word + ": {" + line + "}" + said + "\n";
    return at - 1;
  }

  std::string id_value(const SuggestedParty& party, const SuggestedField& field) {
    std::string more;
    if (party.main)
      for (size_t i = 0; i < list_.columns.size() && more.empty(); ++i)
        if (s_.columns[i].role == Role::since && s_.columns[i].whose == Whose::own) {
          used_[i] = true;
          more = ", since: " + quoted(heading(i));
        }
    const bool beside_key = !s_.key.empty() && field.columns[0] != s_.key[0];
    if (!party.main || is_shared(field) || beside_key) more += ", identifies: party";
    std::string from = value(field);
    return more.empty() ? from : "{from: " + from + more + "}";
  }

  /// A number that stands on many rows names whom they are about; one that does so now and then may be a slip.
  bool is_shared(const SuggestedField& field) const {
    const SeenColumn& column = list_.columns[field.columns[0]];
    return s_.key.empty() && column.filled >= 20 && column.distinct * 10 <= column.filled * 9;
  }

  std::string remark(const SuggestedField& field) const {
    for (size_t i : field.columns)
      if (s_.columns[i].by_content && list_.columns[i].named) return say("  # 見出しではなく中身から", "  # by content, not by heading");
    return "";
  }

  /// The made-up row, as the file's test writes it or as JSON.
  std::string given(bool json) const {
    GivenRecord record;
    std::vector<bool> done(list_.columns.size());
    for (const SuggestedParty& party : parties_)
      for (const SuggestedField& field : party.fields)
        for (size_t n = 0; n < field.columns.size(); ++n) {
          size_t i = field.columns[n];
          std::string text = example(party, field, n);
          if (done[i] || text.empty()) continue;
          done[i] = true;
          record.add(list_.columns[i], std::move(text));
        }
    if (!s_.key.empty() && !done[s_.key[0]]) record.add(list_.columns[s_.key[0]], std::string(invented(Role::id)));
    return json ? record.json() : record.yaml();
  }

  static std::string example(const SuggestedParty& party, const SuggestedField& field, size_t n) {
    std::string_view whole = invented(field.role);
    auto is = [](Role role) { return [role](const SuggestedField& f) { return f.role == role; }; };
    auto has = [&](Role role) { return std::any_of(party.fields.begin(), party.fields.end(), is(role)); };
    if (field.role == Role::address && !has(Role::prefecture)) return n ? "" : has(Role::city) ? "千代田1-1" : "東京都千代田区千代田1-1";
    if (field.form == SuggestedField::hyphened) {
      for (size_t k = 0; k < n && whole.find('-') != whole.npos; ++k) whole.remove_prefix(whole.find('-') + 1);
      return std::string(whole.substr(0, whole.find('-')));
    }
    return n == 0 ? std::string(whole) : "";
  }

  /// What the file as it stands makes of the made-up row, by the fields a reader looks at first.
  std::string expectations(const std::string& file) const {
    Mapping mapping = read_mapping(file, "suggested");
    RawRecord record;
    record.id = {source_.substr(0, source_.find('.')), source_.substr(source_.find('.') + 1), "1"};
    record.json = given(true);
    Mapped mapped = map_record(mapping, record, {});
    std::string out;
    auto add = [&](const std::string& path, const std::string& text) {
      if (!text.empty()) out += (out.empty() ? "" : ", ") + (path + ": " + (text.find_first_not_of("0123456789-") == text.npos ? "\"" + text + "\"" : quoted(text)));
    };
    for (const Profile& profile : mapped.profiles)
      for (const Stated& s : profile.values) {
        std::string path = profile.key.party + "." + std::string(field(s.field).name);
        if (s.field == Field::name) add(path + ".family", s.parts[0]), add(path + ".given", s.parts[1]);
        else if (s.field == Field::address) add(path + ".postal_code", s.parts[0]), add(path + ".prefecture", s.parts[1]);
        else if (s.field != Field::kana && s.field != Field::note) add(path, s.parts[0]);
      }
    return out;
  }

  const Suggestion& s_;
  const SeenList& list_;
  const std::string source_, about_;
  const Lang lang_;
  const Looked looked_;
  const std::vector<SuggestedParty> parties_;
  std::vector<bool> used_;
  std::string out_;
};

}  // namespace
}  // namespace map

std::string mapping_text(const Suggestion& suggestion, const SeenList& list, const std::string& source, const std::string& about, Lang lang, Looked looked) {
  return map::FileWriter(suggestion, list, source, about, lang, looked).text();
}

}  // namespace musubi
