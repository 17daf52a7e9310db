#include "connectors/file/remote/ssh_session.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include "connectors/file/fail.hpp"
#include "connectors/file/remote/host_key.hpp"
#include "connectors/file/remote/transfer.hpp"

namespace musubi::file {
namespace {

constexpr long kLastWords = 300;  // ms for a server to hear that we leave

/// In the order in which OpenSSH's own programs ask for them, so that the key on record is the one offered.
constexpr const char* kTypes[] = {"ssh-ed25519",
                                  "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
                                  "rsa-sha2-512,rsa-sha2-256,ssh-rsa"};

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { libssh2_init(0); });
}

/// Those of `types` that this libssh2 has. It leaves others out itself, but copies within one buffer then (memcpy of what overlaps).
std::string supported(LIBSSH2_SESSION* session, std::string_view types) {
  const char** known = nullptr;
  const int count = libssh2_session_supported_algs(session, LIBSSH2_METHOD_HOSTKEY, &known);
  std::string out;
  while (!types.empty()) {
    const std::string_view one = types.substr(0, types.find(','));
    types.remove_prefix(std::min(one.size() + 1, types.size()));
    if (count > 0 && std::find(known, known + count, one) != known + count) out += (out.empty() ? "" : ",") + std::string(one);
  }
  if (count > 0) libssh2_free(session, known);
  return out;
}

/// A server that asks for a password as a question.
void answer_with_password(const char*, int, const char*, int, int count,
                          const LIBSSH2_USERAUTH_KBDINT_PROMPT*, LIBSSH2_USERAUTH_KBDINT_RESPONSE* answers,
                          void** self) {
  const std::string& password = *static_cast<const std::string*>(*self);
  for (int i = 0; i < count; ++i) {
    answers[i].text = strndup(password.data(), password.size());
    answers[i].length = static_cast<unsigned>(password.size());
  }
}

bool is_loss(int result) {
  return result == LIBSSH2_ERROR_SOCKET_DISCONNECT || result == LIBSSH2_ERROR_SOCKET_SEND ||
         result == LIBSSH2_ERROR_SOCKET_RECV || result == LIBSSH2_ERROR_SOCKET_TIMEOUT;
}

}  // namespace

SshSession::SshSession(const Host& host, const RemoteSettings& settings, const Address& address)
    : host_(host),
      settings_(settings),
      server_(address.server()),
      host_name_(address.host),
      user_(address.user.empty() ? settings.user : address.user),
      port_(address.port) {
  start_library();
  try {
    shake_hands();
    log_in();
  } catch (...) {
    end();
    throw;
  }
}

SshSession::~SshSession() {
  end();
}

void SshSession::begin(const char* types) {
  Transfer transfer(host_, settings_);
  transfer.fresh("http://" + host_name_ + ":" + std::to_string(port_) + "/", "http");
  socket_ = transfer.connect(server_);
  session_ =
      libssh2_session_init_ex(nullptr, nullptr, nullptr, const_cast<std::string*>(&settings_.password));
  if (!session_) transient_failure("remote_down", {{"server", server_}, {"reason", "out of memory"}});
  libssh2_session_set_blocking(session_, 0);
  if (const std::string ours = supported(session_, types); !ours.empty()) libssh2_session_method_pref(session_, LIBSSH2_METHOD_HOSTKEY, ours.c_str());
}

void SshSession::end() {
  if (session_) {
    if (broken_) shutdown(socket_, SHUT_RDWR);
    libssh2_session_set_blocking(session_, 1);
    libssh2_session_set_timeout(session_, kLastWords);
    if (!broken_) libssh2_session_disconnect(session_, "");
    libssh2_session_free(std::exchange(session_, nullptr));
  }
  if (socket_ >= 0) close(std::exchange(socket_, -1));
}

bool SshSession::again(const void* answer) const {
  return !answer && libssh2_session_last_errno(session_) == LIBSSH2_ERROR_EAGAIN;
}

void SshSession::stop_if_asked() {
  if (!host_.stopping()) return;
  broken_ = true;
  throw Stopped(MU_STOPPED);
}

void SshSession::wait() {
  stop_if_asked();
  if (std::chrono::steady_clock::now() - last_byte_ > std::chrono::seconds(settings_.timeout)) {
    broken_ = true;
    transient_failure("remote_slow", {{"server", server_}, {"timeout", std::to_string(settings_.timeout)}});
  }
  int directions = libssh2_session_block_directions(session_);
  pollfd one{socket_, 0, 0};
  if (!directions || directions & LIBSSH2_SESSION_BLOCK_INBOUND) one.events |= POLLIN;
  if (directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) one.events |= POLLOUT;
  poll(&one, 1, 100);
}

void SshSession::lost() {
  char* words = nullptr;
  libssh2_session_last_error(session_, &words, nullptr, 0);
  std::string reason = words ? words : "";
  broken_ = true;
  transient_failure("broken_off", {{"server", server_}, {"reason", reason}});
}

/// One kind of key after another, until one is trusted: the key on record may be of another kind than the
/// server's first.
void SshSession::shake_hands() {
  std::string offered, changed;
  for (const char* types : kTypes) {
    begin(types);
    int result =
        static_cast<int>(until_done([&] { return long{libssh2_session_handshake(session_, socket_)}; }));
    if (result == 0) {
      Trust found = trust(session_, settings_, host_name_, port_);
      if (found == Trust::known) return;
      std::string print = fingerprint(session_);
      if (found == Trust::changed && changed.empty()) changed = print;
      offered += (offered.empty() ? "" : ", ") + print;
    } else if (result != LIBSSH2_ERROR_KEX_FAILURE && result != LIBSSH2_ERROR_METHOD_NONE &&
               result != LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE) {
      lost();
    }
    broken_ = result != 0;
    end();
    broken_ = false;
    if (!changed.empty()) break;
  }
  if (offered.empty()) config_failure("no_common_methods", {{"server", server_}});
  if (!changed.empty()) config_failure("host_key_changed", {{"server", server_}, {"key", changed}});
  if (!settings_.host_keys.empty())
    config_failure("host_key_changed", {{"server", server_}, {"key", offered}});
  config_failure("host_key_unknown", {{"server", server_}, {"key", offered}});
}

int SshSession::by_key() {
  std::string key = settings_.private_key;
  if (!key.ends_with('\n')) key += '\n';
  return static_cast<int>(until_done([&] {
    return long{libssh2_userauth_publickey_frommemory(
        session_, user_.data(), user_.size(), nullptr, 0, key.data(), key.size(),
        settings_.passphrase.empty() ? nullptr : settings_.passphrase.c_str())};
  }));
}

int SshSession::by_password(const std::string& methods) {
  if (methods.find("password") != methods.npos) {
    const std::string& word = settings_.password;
    return static_cast<int>(until_done([&] {
      return long{libssh2_userauth_password_ex(session_, user_.data(), static_cast<unsigned>(user_.size()),
                                               word.data(), static_cast<unsigned>(word.size()), nullptr)};
    }));
  }
  if (methods.find("keyboard-interactive") == methods.npos) return LIBSSH2_ERROR_AUTHENTICATION_FAILED;
  return static_cast<int>(until_done([&] {
    return long{libssh2_userauth_keyboard_interactive_ex(
        session_, user_.data(), static_cast<unsigned>(user_.size()), answer_with_password)};
  }));
}

void SshSession::log_in() {
  const char* list = until_done([&] {
    return static_cast<const char*>(
        libssh2_userauth_list(session_, user_.data(), static_cast<unsigned>(user_.size())));
  });
  if (!list && libssh2_userauth_authenticated(session_)) return;
  if (!list) lost();
  std::string methods = list;
  int result = LIBSSH2_ERROR_AUTHENTICATION_FAILED;
  if (!settings_.private_key.empty() && methods.find("publickey") != methods.npos) result = by_key();
  bool refused = result == 0 || result == LIBSSH2_ERROR_AUTHENTICATION_FAILED ||
                 result == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
  if (is_loss(result)) lost();
  if (!refused) throw Failure(MU_AUTH, "key_unreadable", {{"server", server_}});
  if (result != 0 && !settings_.password.empty()) result = by_password(methods);
  if (result == 0) return;
  if (is_loss(result)) lost();
  throw Failure(MU_AUTH, "ssh_not_let_in", {{"server", server_}, {"user", user_}, {"methods", methods}});
}

}  // namespace musubi::file
