#include "connectors/mail/delivery.hpp"

#include <algorithm>
#include <chrono>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/card_owner.hpp"
#include "connectors/mail/record.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kRawKept = 16 * 1024;

int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

bool has_headers(const Mail& mail) {
  for (const char* name : {"From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path"})
    if (!header(mail.headers, name).empty()) return true;
  return false;
}

bool is_card(const Part& part) {
  return part.type == "text/vcard" || part.type == "text/x-vcard" || part.type == "text/directory" || lower(part.name).ends_with(".vcf");
}

}  // namespace

Streams stream_bit(std::string_view stream) {
  return stream == "messages" ? kMessages : stream == "reports" ? kReports : stream == "forms" ? kForms : stream == "cards" ? kCards : 0;
}

Delivery::Delivery(const Host& host, const Settings& settings, std::string stream)
    : host_(host), settings_(settings), stream_(std::move(stream)), now_(now_seconds()) {}

Streams Delivery::take(const std::string& bytes, const Place& place, bool sent_folder, std::string_view arrived) {
  if (bytes.size() > settings_.max_size) {
    hold(bytes, place, "too_big", {{"size", std::to_string(bytes.size())}});
    return kMessages;
  }
  Mail mail = read_mail(bytes, now_, arrived);
  if (!has_headers(mail)) {
    hold(bytes, place, "no_headers");
    return kMessages;
  }
  Streams cards = std::any_of(mail.parts.leaves.begin(), mail.parts.leaves.end(), is_card) ? kCards : Streams{0};
  const Ours ours(mail, settings_, sent_folder);
  if (stream_ == "cards") send_cards(mail, ours, place);
  std::vector<Report> reports = reports_of(mail);
  if (!reports.empty()) {
    send_reports(mail, reports, place);
    return cards | kReports;
  }
  const FormTemplate* form = sent_folder ? nullptr : template_of(settings_.forms, mail, ours.direction_of(mail) == "out");
  if (form) {
    send_form(mail, *form, bytes, place);
    return cards | kForms;
  }
  if (stream_ == "messages") {
    Place version = place;
    if (version.file_date.empty()) version.file_date = version_time(mail, sent_folder);
    send(mail.key, message_json(mail, settings_, sent_folder), version);
  }
  return cards | kMessages;
}

void Delivery::checkpoint(const std::string& state) {
  host_.checkpoint(stream_, state);
  sent_ = false;
}

void Delivery::send_reports(const Mail& mail, const std::vector<Report>& reports, const Place& place) {
  if (stream_ != "reports") return;
  for (size_t i = 0; i < reports.size(); ++i) send(mail.key + "/" + std::to_string(i + 1), report_json(mail, reports[i]), place);
}

void Delivery::send_cards(const Mail& mail, const Ours& ours, const Place& place) {
  std::vector<Card> cards;
  for (const Part& part : mail.parts.leaves)
    if (is_card(part))
      for (Card& card : cards_in(part.bytes, part.charset)) cards.push_back(std::move(card));
  for (size_t i = 0; i < cards.size(); ++i) {
    CardOwner owner = owner_of(cards[i], mail, ours, cards.size() == 1);
    const char* by = owner == CardOwner::sender ? "self" : ours.wrote(mail) ? "staff" : "other";
    if (owner != CardOwner::ours) send(mail.key + "/card" + std::to_string(i + 1), card_json(mail, cards[i], by), place);
  }
}

void Delivery::send_form(const Mail& mail, const FormTemplate& form, const std::string& bytes, const Place& place) {
  if (stream_ != "forms") return;
  Answers answers = answers_of(form, mail.text);
  if (answers.empty()) return hold_as(mail.key, bytes, place, "form_changed", {{"form", form.name}});
  send(mail.key, form_json(mail, form, answers, Ours(mail, settings_, false)), place);
}

void Delivery::send(const std::string& key, const std::string& json, const Place& place) {
  host_.record(stream_, key, json, place);
  sent_ = true;
}

/// Only one stream tells of a mail that belongs to none.
void Delivery::hold(std::string_view beginning, const Place& place, const char* why, Pairs args) {
  if (stream_ == "messages") hold_as("", beginning, place, why, std::move(args));
}

void Delivery::hold_as(const std::string& key, std::string_view bytes, const Place& place, const char* why, Pairs args) {
  args.emplace_back("file", place.file);
  if (place.row) args.emplace_back("row", std::to_string(place.row));
  host_.unreadable(stream_, key, text::replace_invalid(bytes.substr(0, kRawKept)), why, args);
  sent_ = true;
}

}  // namespace musubi::mail
