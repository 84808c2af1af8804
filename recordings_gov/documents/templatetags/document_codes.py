"""Template tags of printed documents."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recordings_gov.documents.codes import picture_of

register = template.Library()


@register.simple_tag
def address_code(address: str, alt: str = "") -> SafeString:
    """The QR code of a web address, as wide as the stylesheet says; only leaflets and posters carry one."""
    alt = alt or _("QR code for %(address)s") % {"address": address}
    return format_html('<img src="{}" alt="{}">', picture_of(address), alt)
