"""Telephone links."""

import pytest

from pipeline.model import Location, Severity
from pipeline.qa.links import tel_links


@pytest.mark.parametrize(
    "link",
    [
        '<a href="tel:+902125550123">0212 555 01 23</a>',
        '<a href="tel:+902125550123">+90 (212) 555 01 23</a>',
        '<a href="tel:02125550123">0 212 555 01 23</a>',
        '<a href="tel:112">112</a>',
        '<a href="tel:+902125550123">Call us, 24/7</a>',
        '<a class=x href="TEL:+90-212-555-01-23">Tel. <b>0212</b> 555&nbsp;01&nbsp;23</a>',
        '<a href="tel:+902125550123">555 01 23</a>',
        '<a href="/x">0212 555 01 24</a>',
        "<p>0212 555 01 24</p>",
        '<a href="tel:+902125550123;ext=12">0212 555 01 23</a>',
        "<a>0212 555 01 24</a>",
    ],
)
def test_good(link: str) -> None:
    assert list(tel_links(f"<p>{link}</p>", "index.html")) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ('<a href="tel:+902125550123">0212 555 01 24</a>', "dials +902125550123, its text shows '0212 555 01 24'"),
        ('<a href="tel:+902125550123">0216 555 01 23</a>', "shows '0216 555 01 23'"),
        ('<a href="tel:112">0212 555 01 23</a>', "dials 112"),
        ('<a href="tel:+902125550123"><b>0212</b> 555 10 23</a>', "shows '0212 555 10 23'"),
        ('<a href="tel:">0212 555 01 23</a>', "shows '0212 555 01 23'"),
    ],
)
def test_bad(link: str, message: str) -> None:
    (finding,) = tel_links(f"<p>\n{link}</p><a href='/x'>0212</a>", "index.html")
    assert message in finding.message
    assert (finding.check, finding.severity, finding.location) == (
        "tel-links",
        Severity.ERROR,
        Location("index.html", 2),
    )
