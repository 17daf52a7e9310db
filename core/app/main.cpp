// The program: signals, language, last resort for errors.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "core/app/cli.hpp"
#include "core/app/print.hpp"

namespace {

musubi::Lang locale_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value) return std::string_view(value).starts_with("en") ? musubi::Lang::en : musubi::Lang::ja;
  return musubi::Lang::ja;
}

/// Ctrl-C asks everything to stop at the next safe place; a second one ends the program at once.
void stop_on_signal(std::stop_source& stop, sigset_t& signals) {
  std::thread([&stop, &signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    stop.request_stop();
    sigwait(&signals, &signal);
    std::_Exit(130);
  }).detach();
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::stop_source stop;
  stop_on_signal(stop, signals);

  musubi::SystemClock clock;
  musubi::Context context;
  context.lang = locale_language();
  context.config = ".";
  context.stop = stop.get_token();
  context.clock = &clock;
  try {
    return musubi::run_command_line(argc, argv, context);
  } catch (const musubi::Error& e) {
    musubi::print_failure(context, e.message());
  } catch (const std::exception& e) {
    musubi::print_failure(context, {"app.unexpected", {{"what", e.what()}}});
  }
  return 1;
}
