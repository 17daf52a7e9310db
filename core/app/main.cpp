// The program: signals, language, last resort for errors.
#include <unistd.h>

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

/// Ctrl-C as the running command wants it; where it stops gently, a second one ends the program at once.
void stop_on_signal(std::stop_source& stop, const sigset_t& signals, const musubi::Context& context) {
  std::thread([&stop, &signals, &context] {
    for (int signal = 0; sigwait(&signals, &signal) == 0;) {
      musubi::Interrupt wish = context.interrupt;
      if (wish == musubi::Interrupt::never) continue;
      if (wish == musubi::Interrupt::at_once || stop.stop_requested()) std::_Exit(128 + signal);
      stop.request_stop();
      std::string line = render({"app.stopping", {}}, context.lang) + "\n";
      [[maybe_unused]] ssize_t told = write(2, line.data(), line.size());
      // `timeout` and terminals signal the program and its group: within a moment they are one wish.
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      timespec now{};
      while (sigtimedwait(&signals, nullptr, &now) > 0) {
      }
    }
  }).detach();
}

int run(int argc, char** argv, musubi::Context& context) {
  try {
    return musubi::run_command_line(argc, argv, context);
  } catch (const musubi::Error& e) {
    musubi::print_failure(context, e.message());
  } catch (const std::system_error& e) {
    if (e.code() == std::errc::broken_pipe) return 1;  // whoever read what is printed (head, less) has seen enough
    musubi::print_failure(context, {"app.unexpected", {{"what", e.what()}}});
  } catch (const std::exception& e) {
    musubi::print_failure(context, {"app.unexpected", {{"what", e.what()}}});
  }
  return 1;
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
  musubi::SystemClock clock;
  musubi::Context context;
  context.lang = locale_language();
  context.stop = stop.get_token();
  context.clock = &clock;
  stop_on_signal(stop, signals, context);
  int code = run(argc, argv, context);
  return code && stop.stop_requested() ? 130 : code;
}
