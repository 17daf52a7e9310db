#include "core/record/field.hpp"

#include <algorithm>

namespace musubi {
namespace {

using Parts = std::string_view;
constexpr Parts name_parts[] = {"family", "given"};
constexpr Parts kana_parts[] = {"family_kana", "given_kana"};
constexpr Parts address_parts[] = {"postal_code", "prefecture", "city", "town", "street", "building"};
constexpr Parts company_[] = {"company"};
constexpr Parts department_[] = {"department"};
constexpr Parts title_[] = {"title"};
constexpr Parts phone_[] = {"phone"};
constexpr Parts fax_[] = {"fax"};
constexpr Parts email_[] = {"email"};
constexpr Parts birth_date_[] = {"birth_date"};
constexpr Parts sex_[] = {"sex"};
constexpr Parts occupation_[] = {"occupation"};
constexpr Parts income_[] = {"income"};
constexpr Parts website_[] = {"website"};
constexpr Parts customer_type_[] = {"customer_type"};
constexpr Parts preferred_channel_[] = {"preferred_channel"};
constexpr Parts industry_[] = {"industry"};
constexpr Parts company_size_[] = {"company_size"};
constexpr Parts decides_[] = {"decides"};
constexpr Parts corporate_number_[] = {"corporate_number"};
constexpr Parts line_[] = {"line"};
constexpr Parts x_[] = {"x"};
constexpr Parts facebook_[] = {"facebook"};
constexpr Parts instagram_[] = {"instagram"};
constexpr Parts note_[] = {"note"};

constexpr FieldDef table[] = {
    {Field::name, "name", "氏名", FieldType::person_name, false, false, name_parts},
    {Field::kana, "kana", "フリガナ", FieldType::kana_name, false, false, kana_parts},
    {Field::company, "company", "会社名", FieldType::company, false, false, company_},
    {Field::department, "department", "部署", FieldType::text, false, false, department_},
    {Field::title, "title", "役職", FieldType::text, false, false, title_},
    {Field::address, "address", "住所", FieldType::address, false, true, address_parts},
    {Field::phone, "phone", "電話番号", FieldType::phone, true, true, phone_},
    {Field::fax, "fax", "FAX", FieldType::phone, true, true, fax_},
    {Field::email, "email", "メール", FieldType::email, true, true, email_},
    {Field::birth_date, "birth_date", "生年月日", FieldType::date, false, false, birth_date_},
    {Field::sex, "sex", "性別", FieldType::sex, false, false, sex_},
    {Field::occupation, "occupation", "職業", FieldType::text, false, false, occupation_},
    {Field::income, "income", "年収", FieldType::number, false, false, income_},
    {Field::website, "website", "Webサイト", FieldType::url, false, false, website_},
    {Field::customer_type, "customer_type", "顧客区分", FieldType::text, false, false, customer_type_},
    {Field::preferred_channel, "preferred_channel", "希望連絡方法", FieldType::text, false, false, preferred_channel_},
    {Field::industry, "industry", "業種", FieldType::text, false, false, industry_},
    {Field::company_size, "company_size", "従業員数", FieldType::number, false, false, company_size_},
    {Field::decides, "decides", "決裁者", FieldType::yes_no, false, false, decides_},
    {Field::corporate_number, "corporate_number", "法人番号", FieldType::corporate_number, false, false, corporate_number_},
    {Field::line, "line", "LINE", FieldType::handle, false, true, line_},
    {Field::x, "x", "X", FieldType::handle, false, true, x_},
    {Field::facebook, "facebook", "Facebook", FieldType::handle, false, true, facebook_},
    {Field::instagram, "instagram", "Instagram", FieldType::handle, false, true, instagram_},
    {Field::note, "note", "備考", FieldType::text, false, false, note_},
};
static_assert(std::size(table) == size_t(Field::count_));

}  // namespace

std::span<const FieldDef> fields() { return table; }

const FieldDef& field(Field f) { return table[size_t(f)]; }

const FieldDef* find_field(std::string_view name) {
  auto at = std::find_if(std::begin(table), std::end(table), [&](const FieldDef& d) { return d.name == name; });
  return at == std::end(table) ? nullptr : at;
}

}  // namespace musubi
