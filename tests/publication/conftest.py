"""What the tests of this paper share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Published


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, published: Published, site: object) -> str:
    """The address of a page of this publication, with `{}` for its name: on a sub-path of a server, or of a file."""
    return published.address(request.param)
