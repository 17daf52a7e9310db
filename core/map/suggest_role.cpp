#include <algorithm>

#include "core/map/suggest.hpp"

namespace musubi {
namespace {

struct Word {
  Role role;
  std::string_view en, ja;
};
constexpr Word words[] = {
    {Role::unknown, "unknown", "不明"},
    {Role::name, "name", "氏名"},
    {Role::family, "family", "姓"},
    {Role::given, "given", "名"},
    {Role::kana, "kana", "フリガナ"},
    {Role::kana_family, "kana_family", "姓のフリガナ"},
    {Role::kana_given, "kana_given", "名のフリガナ"},
    {Role::company, "company", "会社名"},
    {Role::company_kana, "company_kana", "会社名のフリガナ"},
    {Role::department, "department", "部署"},
    {Role::title, "title", "役職"},
    {Role::postal_code, "postal_code", "郵便番号"},
    {Role::prefecture, "prefecture", "都道府県"},
    {Role::city, "city", "市区町村"},
    {Role::address, "address", "住所"},
    {Role::building, "building", "建物名"},
    {Role::country, "country", "国"},
    {Role::phone, "phone", "電話番号"},
    {Role::fax, "fax", "FAX"},
    {Role::email, "email", "メール"},
    {Role::birth_date, "birth_date", "生年月日"},
    {Role::sex, "sex", "性別"},
    {Role::occupation, "occupation", "職業"},
    {Role::income, "income", "年収"},
    {Role::website, "website", "Webサイト"},
    {Role::customer_type, "customer_type", "顧客区分"},
    {Role::preferred_channel, "preferred_channel", "希望連絡方法"},
    {Role::industry, "industry", "業種"},
    {Role::company_size, "company_size", "従業員数"},
    {Role::decides, "decides", "決裁者か"},
    {Role::corporate_number, "corporate_number", "法人番号"},
    {Role::line, "line", "LINE"},
    {Role::x, "x", "X"},
    {Role::facebook, "facebook", "Facebook"},
    {Role::instagram, "instagram", "Instagram"},
    {Role::note, "note", "備考"},
    {Role::id, "id", "顧客の番号"},
    {Role::company_id, "company_id", "会社の番号"},
    {Role::updated_at, "updated_at", "更新日時"},
    {Role::since, "since", "登録日"},
    {Role::row_number, "row_number", "行番号"},
    {Role::own_staff, "own_staff", "自社の担当者"},
    {Role::contact_person, "contact_person", "担当者"},
    {Role::contact, "contact", "連絡先"},
    {Role::label, "label", "名称"},
    {Role::unused, "unused", "使わない"},
};
static_assert(std::size(words) == size_t(Role::count_));

}  // namespace

std::string_view role_word(Role role, Lang lang) {
  auto at = std::find_if(std::begin(words), std::end(words), [&](const Word& w) { return w.role == role; });
  return lang == Lang::ja ? at->ja : at->en;
}

std::optional<Role> role_named(std::string_view word) {
  auto at = std::find_if(std::begin(words), std::end(words), [&](const Word& w) { return w.en == word; });
  return at == std::end(words) ? std::nullopt : std::optional(at->role);
}

}  // namespace musubi
