from django.conf import settings
from django.urls import include, path
from wagtail import urls as pages
from wagtail.admin import urls as administration
from wagtail.documents import urls as documents

urlpatterns = [path("admin/", include(administration)), path("documents/", include(documents)), path("", include(pages))]


def hub(request):
    """For templates: the hub's address."""
    return {"hub": settings.HUB}
