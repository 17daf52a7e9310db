"""prepare.py PORT: the administrator and the form page at /contact/."""
import sys

import django

django.setup()

from django.contrib.auth import get_user_model
from wagtail.models import Site

from contact.models import ContactField, ContactPage

FIELDS = [("お名前", "singleline", True), ("メールアドレス", "email", True), ("お電話番号", "singleline", False),
          ("ご住所", "singleline", False), ("ご用件", "dropdown", True), ("お問い合わせ内容", "multiline", True)]

get_user_model().objects.create_superuser("admin", "admin@example.jp", "real-admin")
site = Site.objects.get(is_default_site=True)
site.hostname, site.port = "127.0.0.1", int(sys.argv[1])
site.save()
page = site.root_page.add_child(instance=ContactPage(title="お問い合わせ", slug="contact"))
for place, (label, kind, required) in enumerate(FIELDS):
    ContactField.objects.create(page=page, sort_order=place, label=label, field_type=kind, required=required,
                                choices="見積,修理,その他" if kind == "dropdown" else "")
