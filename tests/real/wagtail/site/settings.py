"""The smallest Wagtail that has a form page, its administration and its export. MUSUBI_SITE is the folder of its database."""
import os
import pathlib

FOLDER = pathlib.Path(os.environ["MUSUBI_SITE"])
SECRET_KEY = "only for tests on loopback"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "contact", "wagtail.contrib.forms", "wagtail.sites", "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images",
    "wagtail.embeds", "wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit", "django_filters", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                                       "django.contrib.messages.context_processors.messages", "urls.hub"]},
}]
ROOT_URLCONF = "urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "site.sqlite"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE, TIME_ZONE, USE_TZ = "ja", "UTC", True
STATIC_URL, MEDIA_ROOT = "/static/", FOLDER / "media"
HUB = os.environ.get("MUSUBI_HUB", "")  # the hub's address, where the form's posts go to one
WAGTAIL_SITE_NAME, WAGTAILADMIN_BASE_URL = "店の案内", "http://127.0.0.1"
