#include "core/flow/alerts.hpp"

#include <condition_variable>
#include <mutex>

namespace musubi {
namespace {

using namespace std::chrono_literals;

std::string base64(std::string_view bytes, size_t line) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  size_t written = 0;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    unsigned value = 0;
    size_t n = std::min<size_t>(3, bytes.size() - i);
    for (size_t k = 0; k < 3; ++k) value = value << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (size_t k = 0; k < 4; ++k) out += k <= n ? digits[value >> (18 - 6 * k) & 63] : '=';
    if (line && (written += 4) % line == 0) out += "\r\n";
  }
  return out;
}

/// A header's text in encoded words of at most 75 characters that end between characters.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    size_t n = std::min<size_t>(42, text.size());
    while (n > 1 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, n), 0) + "?=";
    text.remove_prefix(n);
  }
  return out;
}

/// "Sun, 22 Nov 2026 06:00:00 +0000"
std::string mail_date(Time at) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto day = std::chrono::floor<std::chrono::days>(at);
  std::chrono::year_month_day ymd(day);
  std::string iso = format_utc(std::chrono::floor<std::chrono::seconds>(at));
  return std::string(days[std::chrono::weekday(day).c_encoding()]) + ", " + iso.substr(8, 2) + " " + months[unsigned(ymd.month()) - 1] + " " + iso.substr(0, 4) + " " +
         iso.substr(11, 8) + " +0000";
}

std::string subject(const Alert& alert, Lang lang) {
  if (alert.kind == "notice") {
    std::string id = std::to_string(alert.customer);
    return lang == Lang::ja ? "[Musubi] 顧客 #" + id + " の退職・異動などの知らせが届きました" : "[Musubi] News of the employment of customer #" + id;
  }
  if (alert.kind == "vanished")
    return lang == Lang::ja ? "[Musubi] 接続「" + alert.connection + "」の一覧から、多くの記録が一度に消えました" : "[Musubi] Connection “" + alert.connection + "”: many records of a list are gone at once";
  if (alert.kind == "unsure")
    return lang == Lang::ja ? "[Musubi] 接続「" + alert.connection + "」の読み込みに抜けがあるかもしれません" : "[Musubi] Connection “" + alert.connection + "”: a read may have left records out";
  bool late = alert.kind == "overdue", ending = alert.kind == "expiring", inbox = alert.kind == "inbox", fetch = alert.kind == "fetch", clock = alert.kind == "clock", columns = alert.kind == "columns";
  if (lang == Lang::ja)
    return "[Musubi] 接続「" + alert.connection + (late ? "」の取り込みが遅れています" : inbox ? "」が受け取れません" : clock ? "」の古い記録を、時計が確かめられるまで消しません" : fetch ? "」から、番号で知らされた記録を取り寄せられません" : columns ? "」の元のデータから列がなくなりました" : ending ? "」の認証情報がまもなく切れます" : "」の取り込みに失敗しました");
  return "[Musubi] Connection “" + alert.connection + (late ? "” is overdue" : inbox ? "” cannot receive" : clock ? "”: old records stay until the clock is sure" : fetch ? "”: records named by id cannot be fetched" : columns ? "”: columns are gone from the source" : ending ? "”: a credential is about to end" : "” failed");
}

/// What mends it, with its line.
std::string when_mended(const Alert& alert, Lang lang) {
  bool ja = lang == Lang::ja;
  if (alert.kind == "vanished") return (ja ? "正しい一覧に戻したら: musubi sync " : "With the right list put back: musubi sync ") + alert.connection;
  if (alert.kind == "unsure") return (ja ? "直したら、最初から読み直します: musubi sync --full " : "When mended, read from the beginning: musubi sync --full ") + alert.connection;
  if (alert.kind == "clock") return ja ? "時計が正しければ: musubi retention --yes" : "If the clock is right: musubi retention --yes";
  if (alert.kind == "inbox") return ja ? "直したら、musubi up をやり直してください。" : "When mended, start musubi up again.";
  if (alert.kind == "fetch") return ja ? "番号は残してあり、直れば、ひとりでに取り寄せます。" : "The ids are kept: when mended, the records are fetched by themselves.";
  return (ja ? "直したら: musubi sync " : "When mended: musubi sync ") + alert.connection;
}

/// Where the connection goes on as it is.
std::string ending_line(const Alert& alert, Lang lang) {
  bool ja = lang == Lang::ja;
  if (alert.kind == "vanished") return ja ? "取り込みは続きます。次の一覧を読むまで、同じ知らせは送りません。\n" : "It goes on. You will not be told again before the next list is read.\n";
  if (alert.kind == "unsure") return ja ? "取り込みは続きます。最初から抜けなく読めるまで、同じ知らせは送りません。\n" : "It goes on. You will not be told again before a read from the beginning leaves no doubt.\n";
  return ja ? "取り込みは、それまで続きます。同じ知らせは送りません。\n" : "It goes on until then. You will not be told again.\n";
}

/// What the mail says stays in the database, which knows who may read it.
std::string notice_text(const Alert& alert, Lang lang, const std::string& at) {
  std::string id = std::to_string(alert.customer);
  std::string out = at + "\n\n" + render(alert.reason, lang) + "\n" + actor_line(who_acts(alert.reason.id), lang) + "\n\n";
  if (lang == Lang::ja)
    return out + "文面を見て判定するには: musubi review list\n顧客を見るには: musubi customer show " + id + "\n\n判定するまで、同じ知らせは送りません。\n";
  return out + "To read what it says and judge: musubi review list\nTo see the customer: musubi customer show " + id +
         "\n\nYou will not be told again before it is judged.\n";
}

std::string text(const Alert& alert, Lang lang, const std::string& zone) {
  std::string run = alert.run ? std::to_string(*alert.run) : "";
  std::string at = format_local(alert.raised, zone) + " (" + zone + ")";
  if (alert.kind == "notice") return notice_text(alert, lang, at);
  std::string out = at + "\n\n" + render(alert.reason, lang) + "\n" + actor_line(who_acts(alert.reason.id), lang) + "\n\n";
  const bool goes_on = alert.kind == "expiring" || alert.kind == "vanished" || alert.kind == "unsure";
  if (lang == Lang::ja) {
    out += "くわしく見るには: musubi " + (run.empty() ? "run list" : "run show " + run) + "\n";
    out += when_mended(alert, lang) + "\n\n";
    out += goes_on ? ending_line(alert, lang) : "ほかの接続は続いています。この接続がうまく終わるまで、同じ知らせは送りません。\n";
  } else {
    out += "To look closer: musubi " + (run.empty() ? "run list" : "run show " + run) + "\n";
    out += when_mended(alert, lang) + "\n\n";
    out += goes_on ? ending_line(alert, lang)
                   : "The other connections go on. You will not be told again until this one has recovered.\n";
  }
  return out;
}

std::vector<Alert> alerts_now(Hub& hub, const Clock& clock) {
  Session session = hub.store.begin();
  watch_notices(session, clock.now());
  std::vector<Alert> out = open_alerts(session);
  session.commit();
  return out;
}

/// True where it was mailed; else why not is in `why`.
bool mailed(Hub& hub, const Alert& alert, const Clock& clock, std::optional<Message>& why) {
  const HubSettings& settings = hub.configuration.hub;
  try {
    send_mail(settings.smtp, alert_mail(alert, settings.smtp, settings.lang, settings.zone));
    Session session = hub.store.begin();
    alert_mailed(session, alert.id, clock.now());
    session.commit();
    return true;
  } catch (const Error& e) {
    why = e.message();
    return false;
  }
}

}  // namespace

std::string alert_mail(const Alert& alert, const SmtpSettings& smtp, Lang lang, const std::string& zone) {
  return "From: Musubi <" + smtp.from + ">\r\nTo: " + smtp.to + "\r\nSubject: " + encoded_words(subject(alert, lang)) + "\r\nDate: " + mail_date(alert.raised) +
         "\r\nMessage-ID: <alert-" + std::to_string(alert.id) + "-" + std::to_string(alert.raised.time_since_epoch().count()) + "@musubi>" +
         "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64(text(alert, lang, zone), 76) + "\r\n";
}

void mail_alerts(Hub& hub, const Clock& clock, std::stop_token stop, const std::function<void(const Message&)>& trouble) {
  if (hub.configuration.hub.smtp.url.empty()) return;
  std::mutex mutex;
  std::condition_variable_any bell;
  for (bool failing = false; !stop.stop_requested();) {
    std::optional<Message> why;
    try {
      for (const Alert& alert : alerts_now(hub, clock))
        if (!alert.mailed && !stop.stop_requested() && !mailed(hub, alert, clock, why)) break;
    } catch (const Error& e) {
      why = e.message();
    }
    if (why && !failing) trouble(*why);
    failing = why.has_value();
    std::unique_lock lock(mutex);
    bell.wait_for(lock, stop, failing ? 300s : 2s, [] { return false; });
  }
}

}  // namespace musubi
