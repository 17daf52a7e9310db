#include <algorithm>

#include "config_schema.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/account_run.hpp"
#include "connectors/mail/imap/consent.hpp"
#include "connectors/mail/mailbox.hpp"
#include "connectors/mail/messages.hpp"
#include "connectors/mail/record.hpp"
#include "connectors/mail/stream_run.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/json.hpp"

namespace musubi::mail {
namespace {

class MailConnector final : public Connector {
 public:
  MailConnector(Host host, std::string_view config) : host_(host), settings_(read_settings(config)) {}

  void check() override {
    if (settings_.account) return check_account(host_, settings_);
    std::string bytes;
    for (const MailFile& file : find_mails(settings_.paths))
      if (read_file(file, 1, bytes)) return;
  }

  std::string discover() override {
    std::string out;
    text::JsonWriter json(out);
    json.begin_object().key("streams").begin_array();
    for (std::string_view name : streams_of(settings_))
      json.begin_object().key("name").string(name).key("key").begin_array().end_array().key("schema").raw(schema_json(name)).end_object();
    json.end_array().end_object();
    return out;
  }

  void read(std::string_view stream, std::string_view state) override {
    if (stream == kLoginStream) return log_in(host_, settings_.account ? *settings_.account : Account(), state);
    auto known = streams_of(settings_);
    if (std::find(known.begin(), known.end(), stream) == known.end())
      config_failure("no_stream", {{"stream", std::string(stream)}, {"nearest", nearest_name(stream, std::vector<std::string>(known.begin(), known.end()))}});
    settings_.account ? run_account(host_, settings_, stream, state, sorted_) : run_stream(host_, settings_, stream, state);
  }

 private:
  Host host_;
  Settings settings_;
  Sorted sorted_;
};

}  // namespace
}  // namespace musubi::mail

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::mail::MailConnector>("mail", "1.2.0", config_schema, musubi::mail::messages);
}
