#include "connectors/mail/post_words.hpp"

#include <algorithm>

#include "connectors/mail/lines.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr std::string_view forms[] = {"株式会社", "(株)", "有限会社", "(有)", "合同会社", "(同)", "合資会社", "合名会社", "相互会社", "一般社団法人", "公益社団法人", "(一社)",
                                      "一般財団法人", "公益財団法人", "(一財)", "(公財)", "社会福祉法人", "医療法人社団", "医療法人財団", "医療法人", "学校法人", "宗教法人",
                                      "特定非営利活動法人", "NPO法人", "独立行政法人", "地方独立行政法人", "国立大学法人", "税理士法人", "弁護士法人", "監査法人", "農業協同組合",
                                      "協同組合", "生活協同組合"};
constexpr std::string_view houses[] = {"大学", "大学校", "病院", "銀行", "信用金庫", "信用組合", "市役所", "区役所", "県庁", "町役場", "商工会議所", "法律事務所", "会計事務所",
                                       "税理士事務所", "設計事務所", "特許事務所", "クリニック", "医院", "商店", "工務店"};
constexpr std::string_view departments[] = {"事業本部", "本部", "事業部", "部", "課", "室", "局", "係", "グループ", "チーム", "センター", "支店", "支社", "支部", "支局", "営業所",
                                            "事業所", "出張所", "工場", "研究所", "ユニット", "店", "部門", "統括部", "研究科", "学科"};
// Longer ones first: 本部長 before 部長.
constexpr std::string_view titles[] = {
    "代表取締役社長", "代表取締役会長", "代表取締役専務", "代表取締役副社長", "取締役副社長", "専務取締役", "常務取締役", "代表取締役", "社外取締役", "取締役", "代表社員", "代表理事",
    "専務理事", "常務理事", "副理事長", "理事長", "理事", "執行役員社長", "上席執行役員", "専務執行役員", "常務執行役員", "執行役員", "副社長", "社長", "副会長", "会長",
    "専務", "常務", "監査役", "相談役", "顧問", "事業本部長", "副本部長", "本部長", "事業部長", "副事業部長", "部門長", "統括部長", "担当部長", "副部長", "部長代理", "部長補佐", "部長心得", "部長", "次長",
    "担当課長", "副課長", "課長代理", "課長補佐", "課長心得", "課長", "係長代理", "係長", "副主任", "主任研究員", "主任", "主査", "主幹", "主事", "参事", "参与", "室長代理", "副室長", "室長", "事務局長", "局長",
    "副支店長", "支店長代理", "支店長", "副支社長", "支社長", "営業所長", "事業所長", "出張所長", "副所長", "所長", "副工場長", "工場長", "センター長", "副店長", "店長代理", "店長",
    "グループ長", "グループリーダー", "グループマネージャー", "グループマネジャー", "チーム長", "チームリーダー", "チームマネージャー", "サブリーダー", "リーダー", "ゼネラルマネージャー",
    "シニアマネージャー", "アシスタントマネージャー", "マネージャー", "マネジャー", "チーフ", "ディレクター", "プロデューサー", "スーパーバイザー", "園長", "院長", "副院長", "校長", "学部長", "准教授",
    "特任教授", "名誉教授", "教授", "助教", "主席", "主管", "研究員", "代表", "弁護士", "弁理士",
    "税理士", "公認会計士", "司法書士", "行政書士", "社会保険労務士", "建築士", "技師長", "技師", "薬剤師", "看護師", "医師", "講師"};

bool ends_with_any(std::string_view word, const auto& list) {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view end) { return word.size() > end.size() && word.ends_with(end); });
}

bool is_form(std::string_view word) { return std::find(std::begin(forms), std::end(forms), word) != std::end(forms); }

bool is_latin(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_form(std::string_view word) {
  return std::any_of(std::begin(forms), std::end(forms), [&](std::string_view f) { return word.size() > f.size() && (word.starts_with(f) || word.ends_with(f)); });
}

}  // namespace

std::optional<CompanyAt> company_in(const std::vector<std::string>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (is_form(words[i])) {
      if (i > 0) return CompanyAt{i - 1, 2};
      if (words.size() > 1) return CompanyAt{0, 2};
      return {};
    }
    bool house = ends_with_any(words[i], houses) && text::count_code_points(words[i]) >= 3;
    if (!has_form(words[i]) && !house) continue;
    size_t count = 1;
    if (!words[i].empty() && is_latin(words[i].substr(words[i].size() - 1)))  // 株式会社Blue Sky
      while (i + count < words.size() && is_latin(words[i + count])) ++count;
    else if (!house && i + 1 < words.size() && ends_with_any(words[i + 1], houses) && !is_department(words[i + 1]))  // 医療法人青空会 青空病院
      ++count;
    return CompanyAt{i, count};
  }
  return {};
}

std::optional<size_t> company_end(std::string_view word) {
  for (std::string_view form : forms) {
    size_t at = word.find(form), end = at + form.size();
    if (at == word.npos || at == 0 || end == word.size()) continue;
    std::string_view rest = word.substr(end);
    if (is_department(rest) || title_in(rest)) return end;
  }
  return {};
}

bool is_department(std::string_view word) {
  size_t letters = text::count_code_points(word);
  return letters >= 2 && letters <= 24 && ends_with_any(word, departments) && word != "本部" && word != "全部" && word != "一部";
}

std::optional<TitleWord> title_in(std::string_view word) {
  constexpr std::string_view deputies[] = {"副", "次", "担当", "主幹", "統括", "元", "前", "新", "上席", "専任", "主任", "首席", "次席", "兼"};
  constexpr size_t kanji = 3;
  for (std::string_view title : titles) {
    if (!word.ends_with(title)) continue;
    std::string_view before = word.substr(0, word.size() - title.size());
    if (before.empty()) return TitleWord{"", std::string(title)};
    if (is_department(before)) return TitleWord{std::string(before), std::string(title)};
    if (title_in(before)) return TitleWord{"", std::string(word)};  // 取締役社長
    if (std::find(std::begin(deputies), std::end(deputies), before) != std::end(deputies)) return TitleWord{"", std::string(word)};
    std::string whole(word.substr(0, word.size() - kanji));  // 営業部長 without its 長
    if (title.ends_with("長") && is_department(whole)) return TitleWord{whole, std::string(title)};
    return text::count_code_points(word) <= 12 ? std::optional(TitleWord{"", std::string(word)}) : std::nullopt;
  }
  return {};
}

bool is_latin_title(std::string_view words) {
  static const RE2 title(
      R"(\b(manager|director|president|officer|ceo|cto|cfo|coo|cmo|cio|engineer|executive|supervisor|leader|chief|head of|consultant|specialist|analyst|secretary|professor|coordinator|founder|buyer|representative|assistant|associate|administrator|developer|designer|accountant|partner|vice[ -]president|vp)\b)",
      pattern_options());
  return words.size() <= 60 && found(words, title);
}

bool is_latin_department(std::string_view words) {
  static const RE2 department(R"(\b(department|dept\.?|division|div\.?|section|sect\.?|team|branch|office|group|unit)(\b|$| ))", pattern_options());
  return words.size() <= 60 && found(words, department);
}

size_t latin_company_end(std::string_view text) {
  static const RE2 form(R"(((?:co\.?,? ?ltd\.?|, ?inc\.?|\binc\.|\bltd\.?|\bllc\b\.?|\bcorporation\b|\bcorp\.|\bk\. ?k\.|\bgmbh\b|\blimited\b|\bplc\b|\bs\.a\.|\bb\.v\.|\bcompany\b|\bholdings\b)))", pattern_options());
  re2::StringPiece all(text.data(), text.size()), hit;
  size_t end = std::string_view::npos;
  while (RE2::FindAndConsume(&all, form, &hit)) end = size_t(hit.data() - text.data()) + hit.size();
  return end;
}

}  // namespace musubi::mail
