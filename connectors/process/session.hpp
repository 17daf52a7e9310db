// One call of the connector: the program's configuration with its secrets in a private folder, and the runs of
// the program that the call needs. Both are gone when it ends.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/process/child.hpp"
#include "connectors/process/child_config.hpp"
#include "connectors/process/message.hpp"
#include "connectors/process/private_folder.hpp"
#include "connectors/process/settings.hpp"
#include "connectors/process/voice.hpp"

namespace musubi::process {

class Session {
 public:
  /// Throws Failure MU_CONFIG for a secret that is not there.
  Session(const Host& host, const Settings& settings);

  /// The configuration as `spec` wants its types. Throws Failure MU_CONFIG where one that it calls secret stands
  /// openly among the settings.
  void fit(const Json& spec);

  /// A line of the program's output; `cut`: it was longer than may be, and is told by its beginning.
  using TakeLine = std::function<void(std::string_view line, bool cut)>;
  /// Runs command + `words` to its end, each line to `take`, which may throw to end it. "{config}" among the
  /// words is the configuration's file. Throws Stopped, and Failure where the program cannot be started or
  /// takes too long.
  Ending run(std::vector<std::string> words, const TakeLine& take);
  /// The same, but at most so long; nothing where the program had to be ended then.
  std::optional<Ending> run_for(std::vector<std::string> words, const TakeLine& take,
                                std::chrono::seconds most);

  /// Throws the sentence for how the program has ended, if it has not ended well. Who must act goes by what
  /// it said.
  void judge(const Ending& end, const std::optional<Message>& error) const;
  /// Throws MU_AUTH, MU_CONFIG or MU_RATE where what it said last complains of that, however it ended.
  void judge_words() const;
  /// Throws MU_TRANSIENT with the sentence `id`, or MU_RATE where the program was waiting for its source. `args`: what the
  /// sentence names beside the program.
  [[noreturn]] void refuse(const std::string& id, Pairs args) const;

  /// The program waits for its source, which is asked too often: its silence counts from `until` on (milliseconds of the Unix
  /// epoch; 0: nobody knows, so for an hour it counts for nothing), and its end is a matter of rates.
  void limited(int64_t until);
  /// A record came: that wait is over, and what it complained of before is overcome.
  void got_on();

  /// The configuration as the program wants it kept: its new secrets go to the host.
  void renewed(const Json& config);
  /// Keeps a token that the program has written into the file of its configuration by now.
  void look_for_renewed();

  /// A wait for the source.
  struct Rest {
    bool is_on = false;
    std::chrono::steady_clock::time_point until;
  };

  std::string write(const std::string& name, std::string_view text) const { return folder_.write(name, text); }
  Voice& voice() { return voice_; }
  const Host& host() const { return host_; }
  const Settings& settings() const { return settings_; }

 private:
  std::vector<std::string> environment() const;
  int32_t unblamed() const;  // what an end is of which no words tell who must act
  std::optional<Ending> run_within(std::vector<std::string> words, const TakeLine& take,
                                   std::optional<std::chrono::seconds> most);

  const Host& host_;
  const Settings& settings_;
  PrivateFolder folder_;
  Strike strike_;
  Voice voice_;
  Filled config_, variables_;
  std::string written_;  // the configuration's file as it stood last
  Rest rest_;
};

}  // namespace musubi::process
