// rule 5: connects to a server in open.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/contract/sample/sample.hpp"

namespace {

class DialsInOpen final : public sample::Sample {
 public:
  DialsInOpen(musubi::Host host, std::string_view config) : Sample(host, config) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(9);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    close(fd);
  }

 private:
  bool connected_ = false;
};

}  // namespace

SAMPLE_EXPORT(DialsInOpen, "dials_in_open")
