"""A browser without a window: follows redirects and the provider's forms, up to the address it is sent back to."""
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def consent(address, back, person="taro.unyo@example.jp", abort=False):
    """Logs in as `person` and consents, or aborts; returns the address below `back` that the browser ends at, without calling it."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)

    def call(url, form=None):
        for _ in range(20):
            if url.startswith(back):
                return url, ""
            try:
                answer = opener.open(url, urllib.parse.urlencode(form).encode() if form else None, timeout=30)
                return url, answer.read().decode()
            except urllib.error.HTTPError as e:
                if e.code not in (302, 303):
                    raise RuntimeError(f"{e.code} {url} {e.read()[:300]}") from e
                url, form = urllib.parse.urljoin(url, e.headers["Location"]), None
        raise RuntimeError("redirects without end")

    url, page = call(address)
    for _ in range(4):
        if url.startswith(back):
            return url
        if abort:
            url, page = call(urllib.parse.urljoin(url, re.search(r'href="([^"]*/abort)"', page).group(1)))
            continue
        fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        if 'name="login"' in page:
            fields.update(login=person, password="x")
        url, page = call(urllib.parse.urljoin(url, re.search(r'action="([^"]+)"', page).group(1)), fields)
    raise RuntimeError("the provider asks without end: " + page[:300])
