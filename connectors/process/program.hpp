// A program of either protocol: what it is asked, and what its catalogue says.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/process/session.hpp"
#include "connectors/process/stream.hpp"

namespace musubi::process {

class Program {
 public:
  virtual ~Program() = default;

  /// Makes the session's configuration as the program wants it; before any other call with this session.
  virtual void prepare(Session& session) = 0;
  virtual void check(Session& session) = 0;
  /// Throws Failure MU_DATA for a catalogue that is none.
  virtual std::vector<Stream> streams(Session& session) = 0;
  /// Throws Failure MU_CONFIG where `stream` must not be read as it is set, before anything of it is read. `all`: the
  /// whole catalogue.
  virtual void permit(const Stream& stream, const std::vector<Stream>& all) const = 0;
  /// The arguments that read `stream` alone, after its files have been written. `with`: what else the program
  /// must read for it. `state`: what the program said last, "" = from the start.
  virtual std::vector<std::string> reading(Session& session, const Stream& stream,
                                           const std::vector<Stream>& with, std::string_view state) = 0;
  /// What is to be kept of a message `state` of the stream or of all; "" where there is nothing to it.
  virtual std::string state_of(const Message& message) const = 0;
};

/// The settings must outlive it.
std::unique_ptr<Program> airbyte_program(const Settings& settings);
std::unique_ptr<Program> singer_program(const Settings& settings);

}  // namespace musubi::process
