// URLs as requests are made from them. Pure.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi::http {

/// With the letters of ASCII in lower case, as hosts, names of headers and words of settings are compared.
std::string lowered(std::string_view text);
/// `path` seen from `base`, which is a folder: a whole URL stands alone, "/x" begins at the host, "x" is
/// added.
std::string joined_url(std::string base, std::string_view path);
/// `url` with parameters behind those it has; one that it has already with the same value is not added again.
std::string with_parameters(std::string url,
                            const std::vector<std::pair<std::string, std::string>>& parameters);
/// What a URL may not hold becomes %XX; what is escaped stays.
std::string safe_url(std::string_view url);
/// "https://host:port" in lower case with the usual port left out; "" where it is no URL of HTTP.
std::string origin_of(std::string_view url);
/// The host's name in an origin, without its port.
std::string_view host_in(std::string_view origin);
/// What `url` names, at the host and port of `home` and by its scheme.
std::string at_origin(std::string_view home, std::string_view url);
/// Whether what was meant for the host of `from` may be sent to `to`: the same origin, or the same host by TLS, each on
/// its usual port.
bool keeps_to_host(std::string_view from, std::string_view to);
/// Without user, query and fragment: for messages.
std::string shown_url(std::string_view url);
/// `url` with "***" for the values of parameters that let anybody in who has the address: signatures and tokens of access, by
/// their names (X-Amz-Signature, sig, access_token).
std::string without_signatures(std::string_view url);
/// What %XX and "+" stand for.
std::string percent_decoded(std::string_view text);
/// The parameters of a URL, decoded; of its query, and of its fragment.
std::vector<std::pair<std::string, std::string>> parameters_in(std::string_view url);
/// The body of a form, in which "+" is a space.
std::string form_of(const std::vector<std::pair<std::string, std::string>>& parameters);
/// The query of an address, in which a space is %20: OData and others know no "+" there, and whoever does knows %20 too.
std::string query_of(const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace musubi::http
