#include "connectors/mail/mime.hpp"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/headers.hpp"

namespace musubi::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

std::string raw_header(GMimeObject* object, const char* name) {
  GMimeHeader* found = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
  const char* raw = found ? g_mime_header_get_raw_value(found) : nullptr;
  return raw ? std::string(trimmed(raw)) : std::string();
}

std::string content_type(GMimeObject* object) {
  GMimeContentType* type = g_mime_object_get_content_type(object);
  const char *main = type ? g_mime_content_type_get_media_type(type) : nullptr, *sub = type ? g_mime_content_type_get_media_subtype(type) : nullptr;
  return lower(main ? main : "text") + "/" + lower(sub ? sub : "plain");
}

std::string unfolded(std::string raw) {
  for (char& c : raw)
    if (c == '\r' || c == '\n') c = ' ';
  return raw;
}

bool is_kept(const Part& part) {
  return part.type.starts_with("text/") || part.type.starts_with("message/") || lower(part.name).ends_with(".vcf");
}

Held<GMimeMessage> parsed(std::string_view mail) {
  Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(mail.data(), mail.size()));
  Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Held<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

/// Of the first line "--boundary" before a line "Content-…"; "" if there is none.
std::string likely_boundary(std::string_view text) {
  for (size_t at = text.starts_with("--") ? 0 : text.find("\n--"); at != text.npos; at = text.find("\n--", at + 1)) {
    size_t begin = text[at] == '\n' ? at + 3 : at + 2, end = std::min(text.find('\n', begin), text.size());
    std::string_view boundary = trimmed(text.substr(begin, end - begin));
    if (boundary.size() < 100 && boundary.find_first_of("\" ") == boundary.npos && !boundary.empty() && lower(text.substr(end, 9)) == "\ncontent-") return std::string(boundary);
  }
  return {};
}

class Walk {
 public:
  explicit Walk(Parts& out) : out_(out) {}

  void take(GMimeObject* object, int depth) {
    if (out_.leaves.size() >= kMostParts || depth > kDeepest) {
      out_.too_many = true;
    } else if (GMIME_IS_MULTIPART(object)) {
      many(GMIME_MULTIPART(object), depth);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      enclosed(GMIME_MESSAGE_PART(object));
    } else {
      leaf(object);
    }
  }

 private:
  void many(GMimeMultipart* multipart, int depth) {
    std::string type = content_type(GMIME_OBJECT(multipart));
    if (type == "multipart/report" && out_.report_type.empty())
      out_.report_type = lower(parameter(unfolded(raw_header(GMIME_OBJECT(multipart), "Content-Type")), "report-type"));
    int count = g_mime_multipart_get_count(multipart);
    if (count == 0) beside(g_mime_multipart_get_prologue(multipart));
    for (int i = 0; i < count && !out_.too_many; ++i) take(g_mime_multipart_get_part(multipart, i), depth + 1);
  }

  /// A multipart whose boundary never comes: another one may, else all of it is text.
  void beside(const char* prologue) {
    if (!prologue || trimmed(prologue).empty()) return;
    if (std::string boundary = likely_boundary(prologue); !boundary.empty() && !mended_) {
      mended_ = true;
      std::string mail = "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n" + prologue;
      if (Held<GMimeMessage> message = parsed(mail); message && g_mime_message_get_mime_part(message.get()))
        return take(g_mime_message_get_mime_part(message.get()), 1);
    }
    Part part;
    part.type = "text/plain";
    part.bytes = std::string_view(prologue).substr(0, kKeptBytes);
    part.size = part.bytes.size();
    out_.leaves.push_back(std::move(part));
  }

  Part described(GMimeObject* object) {
    Part part;
    part.type = content_type(object);
    std::string type = unfolded(raw_header(object, "Content-Type")), disposition = unfolded(raw_header(object, "Content-Disposition"));
    if (!type.empty() && type.find('/') == type.npos) part.type = "text/plain";  // RFC 2045 §5.2: what is no type is text
    part.charset = parameter(type, "charset");
    part.name = parameter(disposition, "filename");
    if (part.name.empty()) part.name = parameter(type, "name");
    part.flowed = same(parameter(type, "format"), "flowed");
    part.delsp = same(parameter(type, "delsp"), "yes");
    part.attached = lower(disposition).starts_with("attachment");
    return part;
  }

  void enclosed(GMimeMessagePart* object) {
    Part part = described(GMIME_OBJECT(object));
    if (GMimeMessage* message = g_mime_message_part_get_message(object)) {
      char* text = g_mime_header_list_to_string(g_mime_object_get_header_list(GMIME_OBJECT(message)), nullptr);
      part.bytes = std::string_view(text ? text : "").substr(0, kKeptBytes);
      g_free(text);
    }
    part.size = part.bytes.size();
    out_.leaves.push_back(std::move(part));
  }

  void leaf(GMimeObject* object) {
    Part part = described(object);
    GMimeDataWrapper* content = GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : nullptr;
    if (content && is_kept(part)) {
      Held<GMimeStream> memory(g_mime_stream_mem_new());
      g_mime_data_wrapper_write_to_stream(content, memory.get());
      GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
      part.size = bytes->len;
      part.bytes.assign(reinterpret_cast<const char*>(bytes->data), std::min<size_t>(bytes->len, kKeptBytes));
    } else if (content) {
      Held<GMimeStream> nowhere(g_mime_stream_null_new());
      auto written = g_mime_data_wrapper_write_to_stream(content, nowhere.get());
      part.size = written > 0 ? static_cast<uint64_t>(written) : 0;
    }
    out_.leaves.push_back(std::move(part));
  }

  Parts& out_;
  bool mended_ = false;
};

}  // namespace

Parts parts_of(std::string_view mail) {
  start_gmime();
  if (mail.starts_with("From ")) mail.remove_prefix(std::min(mail.find('\n'), mail.size() - 1) + 1);
  Parts out;
  Held<GMimeMessage> message = parsed(mail);
  if (!message) return out;
  GMimeObject* body = g_mime_message_get_mime_part(message.get());
  if (body) Walk(out).take(body, 0);
  return out;
}

}  // namespace musubi::mail
