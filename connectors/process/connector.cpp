#include <algorithm>
#include <map>

#include "config_schema.hpp"
#include "connectors/process/fail.hpp"
#include "connectors/process/messages.hpp"
#include "connectors/process/stream_run.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::process {
namespace {

class ProcessConnector final : public Connector {
 public:
  ProcessConnector(Host host, std::string_view config)
      : host_(host),
        settings_(read_settings(config)),
        program_(settings_.protocol == Speech::airbyte ? airbyte_program(settings_) : singer_program(settings_)) {}

  void check() override {
    Session session(host_, settings_);
    program_->prepare(session);
    program_->check(session);
  }

  std::string discover() override {
    Session session(host_, settings_);
    program_->prepare(session);
    streams_ = program_->streams(session);
    return catalogue_of(streams_);
  }

  void read(std::string_view stream, std::string_view state) override {
    Session session(host_, settings_);
    program_->prepare(session);
    if (streams_.empty()) streams_ = program_->streams(session);
    const Stream& wanted = named(std::string(stream));
    std::vector<Stream> with;
    for (const std::string& name : settings_.of(wanted.name).with) with.push_back(named(name));
    program_->permit(wanted, streams_);
    run_stream(session, *program_, {wanted, with, streams_, state, checkpoints_[wanted.name]});
  }

 private:
  const Stream& named(const std::string& name) const {
    std::vector<std::string> names;
    for (const Stream& stream : streams_) {
      if (stream.name == name) return stream;
      names.push_back(stream.name);
    }
    config_failure("no_stream", {{"stream", name},
                                 {"program", settings_.program()},
                                 {"nearest", nearest_name(name, names)}});
  }

  Host host_;
  Settings settings_;
  std::unique_ptr<Program> program_;
  std::vector<Stream> streams_;                     // as last discovered
  std::map<std::string, std::string> checkpoints_;  // the last of each stream since this was opened
};

}  // namespace
}  // namespace musubi::process

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::process::ProcessConnector>("process", "1.0.0", config_schema,
                                                                    musubi::process::messages);
}
