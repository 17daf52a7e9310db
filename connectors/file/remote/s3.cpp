// Objects of S3 and of stores that speak like it: ListObjectsV2 page by page, requests signed by libcurl
// (SigV4).
#include "connectors/file/fail.hpp"
#include "connectors/file/remote/s3_answer.hpp"
#include "connectors/file/remote/transfer.hpp"

namespace musubi::file {
namespace {

/// SHA-256 of nothing; stores want it said and signed, and this libcurl leaves it out.
constexpr const char* kNoBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

class S3 final : public Remote {
 public:
  S3(const Host& host, const RemoteSettings& settings, const Address& address)
      : settings_(settings),
        address_(address),
        transfer_(host, settings),
        region_(settings.region.empty() ? "us-east-1" : settings.region) {
    // a bucket's name with dots fits no certificate
    bool by_path = !settings.endpoint.empty() || address.host.find('.') != address.host.npos;
    std::string store =
        settings.endpoint.empty() ? "https://s3." + region_ + ".amazonaws.com" : settings.endpoint;
    while (store.ends_with('/')) store.pop_back();
    base_ = by_path ? store + "/" + address.host + "/"
                    : "https://" + address.host + ".s3." + region_ + ".amazonaws.com/";
    credentials_ = settings.client_id + ":" + settings.client_secret;
    signature_ = "aws:amz:" + region_ + ":s3";
  }

  std::optional<std::vector<RemoteFile>> list(const std::string& folder) override {
    std::string prefix = folder.empty() ? "" : folder + "/", next;
    std::vector<RemoteFile> out;
    bool there = folder.empty();
    do {
      // the signature wants them sorted by name
      std::string query = next.empty() ? "" : "continuation-token=" + escaped(next, false) + "&";
      query += "delimiter=%2F&encoding-type=url&list-type=2&prefix=" + escaped(prefix, false);
      std::string body;
      ask("?" + query, address_.server(), [&](std::string_view bytes) { body += bytes; });
      S3Listing page = read_s3_listing(body);
      if (!page.is_one) transient_failure("odd_listing", {{"server", address_.server()}});
      there = there || !page.files.empty();
      for (auto& file : page.files)
        if (file.path != folder) out.push_back(std::move(file));  // an object may stand for the folder itself
      next = page.next;
    } while (!next.empty());
    if (!there) return std::nullopt;
    return out;
  }

  bool complete(RemoteFile&) override { return true; }
  bool shows_unfinished() const override { return false; }

  Fetched fetch(RemoteFile& file, const std::string&, LocalCopy& to) override {
    std::string where = address_.shown(file.path);
    to.begin(file.name);
    Reply reply = ask(escaped(file.path, true), where, [&](std::string_view bytes) { to.write(bytes); });
    if (std::string now(reply.header("etag")); !now.empty() && now != file.version) return Fetched::growing;
    to.must_hold(file.size, where);
    return Fetched::here;
  }

 private:
  Reply ask(const std::string& rest, const std::string& where,
            const std::function<void(std::string_view)>& take) {
    CURL* easy = transfer_.fresh(base_ + rest, "https,http");
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_AWS_SIGV4, signature_.c_str());
    curl_easy_setopt(easy, CURLOPT_USERPWD, credentials_.c_str());
    HeaderLines lines;
    lines.add(std::string("x-amz-content-sha256: ") + kNoBody);
    if (!settings_.token.empty()) lines.add("x-amz-security-token: " + settings_.token);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines.list);
    Reply reply = transfer_.go(take);
    transfer_.judge(reply, where);
    judge(reply, where);
    return reply;
  }

  void judge(const Reply& reply, const std::string& where) const {
    if (reply.status < 300) return;
    S3Trouble trouble = read_s3_trouble(reply.trouble);
    if (trouble.code == "SlowDown") throw Failure(MU_RATE, "too_fast", {{"server", where}});
    judge_status(reply, where);
    std::string region(reply.header("x-amz-bucket-region"));
    if (region.empty()) region = trouble.region;
    if (!region.empty() && region != region_)
      config_failure("other_region", {{"server", where}, {"region", region}, {"set", region_}});
    if (trouble.code == "NoSuchBucket") config_failure("no_bucket", {{"bucket", address_.host}});
    if (trouble.code == "NoSuchKey") transient_failure("file_gone", {{"file", where}});
    if (trouble.code == "RequestTimeTooSkewed") config_failure("clock_wrong", {{"server", where}});
    if (reply.status == 401 || reply.status == 403)
      throw Failure(MU_AUTH, "store_refuses", {{"server", where}, {"code", trouble.code}});
    config_failure("odd_status",
                   {{"server", where}, {"status", std::to_string(reply.status) + " " + trouble.code}});
  }

  const RemoteSettings& settings_;
  Address address_;
  Transfer transfer_;
  std::string region_, base_, credentials_, signature_;
};

}  // namespace

std::unique_ptr<Remote> open_s3(const Host& host, const RemoteSettings& settings, const Address& address) {
  return std::make_unique<S3>(host, settings, address);
}

}  // namespace musubi::file
